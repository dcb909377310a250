package io.smcontainers.launcher.plugin;

import io.smcontainers.launcher.code.FileTrees;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipFile;

/** Finds services one by one, so that a broken one costs a warning and not the others. */
final class PluginLoader {
    /** A service file that stays broken however often we ask must not keep us for ever. */
    private static final int MAX_FAILURES = 1_000;

    private final List<ClassLoader> classLoaders;
    private final Consumer<String> warnings;

    private PluginLoader(List<ClassLoader> classLoaders, Consumer<String> warnings) {
        this.classLoaders = classLoaders;
        this.warnings = warnings;
    }

    /**
     * Creates a loader of our own plugins and those in a folder.
     *
     * @param index holds our own service files; see {@link IndexedServices}
     */
    static PluginLoader of(Path pluginFolder, Path index, Consumer<String> warnings) {
        ClassLoader own = IndexedServices.of(PluginLoader.class.getClassLoader(), index);
        List<ClassLoader> classLoaders = new ArrayList<>(List.of(own));
        URL[] jars = jars(pluginFolder, warnings);
        if (jars.length > 0) {
            classLoaders.add(new URLClassLoader("plugins", jars, own));
        }
        return new PluginLoader(classLoaders, warnings);
    }

    private static URL[] jars(Path folder, Consumer<String> warnings) {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try {
            List<URL> jars = new ArrayList<>();
            for (Path file : FileTrees.children(folder)) {
                if (file.getFileName().toString().endsWith(".jar") && isReadable(file, warnings)) {
                    jars.add(file.toUri().toURL());
                }
            }
            return jars.toArray(new URL[0]);
        } catch (IOException e) {
            warnings.accept("plugin folder " + folder + " cannot be read: " + e);
            return new URL[0];
        }
    }

    /** A class loader ignores what it cannot read without a word. */
    private static boolean isReadable(Path jar, Consumer<String> warnings) {
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            return opened.size() > 0;
        } catch (IOException e) {
            warnings.accept("a broken plugin is left out: " + jar + " cannot be read: " + e);
            return false;
        }
    }

    /** Returns the plugins of a type by id; of two with the same id the first found stays. */
    <T> List<Plugin<T>> load(Class<T> type, Function<T, String> id) {
        Map<String, Plugin<T>> byId = new TreeMap<>();
        for (ClassLoader classLoader : classLoaders) {
            load(type, classLoader, instance -> add(byId, type, instance, id));
        }
        if (classLoaders.size() > 1) {
            warnOfCopies(type, classLoaders.get(1));
        }
        return List.copyOf(byId.values());
    }

    private <T> void load(Class<T> type, ClassLoader classLoader, Consumer<T> found) {
        BrokenPlugin broken = new BrokenPlugin(type, classLoader);
        Iterator<T> services = services(type, classLoader);
        for (int failures = 0; failures < MAX_FAILURES; ) {
            try {
                if (!services.hasNext()) {
                    return;
                }
                T service = services.next();
                // The loader of the folder sees our own class path too, which was loaded before.
                if (classLoader == classLoaders.get(0) || service.getClass().getClassLoader() == classLoader) {
                    found.accept(service);
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                failures++;
                warnings.accept(broken.describe(e));
            }
        }
    }

    private <T> Iterator<T> services(Class<T> type, ClassLoader classLoader) {
        if (!(classLoader instanceof IndexedServices own)) {
            return ServiceLoader.load(type, classLoader).iterator();
        }
        try {
            return own.iterator(type);
        } catch (IOException e) {
            warnings.accept(
                    "no " + type.getSimpleName() + " of our own: the files that list them cannot be read: " + e);
            return Collections.emptyIterator();
        }
    }

    /** Of a class that is in two jars, say two versions of one plugin, the class loader takes the first without a word. */
    private void warnOfCopies(Class<?> type, ClassLoader classLoader) {
        Map<String, String> sources = new HashMap<>();
        for (ServiceEntry entry : ServiceEntry.of(type, classLoader)) {
            String first = sources.putIfAbsent(entry.className(), entry.source());
            if (first != null && !first.equals(entry.source())) {
                warnings.accept("%s %s is there twice: the one in %s is used, the one in %s is not; remove one"
                        .formatted(type.getSimpleName(), entry.className(), first, entry.source()));
            }
        }
    }

    private <T> void add(Map<String, Plugin<T>> byId, Class<T> type, T instance, Function<T, String> id) {
        String className = instance.getClass().getName();
        String source = Origin.of(instance.getClass());
        Plugin<T> plugin;
        try {
            plugin = new Plugin<>(Objects.requireNonNull(id.apply(instance), "no id"), instance, source);
        } catch (RuntimeException | LinkageError e) {
            warnings.accept(BrokenPlugin.describe(type, className, source, "its id() fails: " + e));
            return;
        }
        Plugin<T> first = byId.putIfAbsent(plugin.id(), plugin);
        if (first != null) {
            warnings.accept("%s '%s' is there twice: %s in %s is used, %s in %s is not; give one another id"
                    .formatted(
                            type.getSimpleName(),
                            plugin.id(),
                            first.instance().getClass().getName(),
                            first.source(),
                            className,
                            source));
        }
    }
}
