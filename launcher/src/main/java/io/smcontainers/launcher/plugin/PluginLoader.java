package io.smcontainers.launcher.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

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

    static PluginLoader of(Path pluginFolder, Consumer<String> warnings) {
        ClassLoader own = PluginLoader.class.getClassLoader();
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
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .map(PluginLoader::url)
                    .toArray(URL[]::new);
        } catch (IOException | UncheckedIOException e) {
            warnings.accept("plugin folder " + folder + " cannot be read: " + e);
            return new URL[0];
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the plugins of a type by id; of two with the same id the first found stays. */
    <T> List<Plugin<T>> load(Class<T> type, Function<T, String> id) {
        Map<String, Plugin<T>> byId = new LinkedHashMap<>();
        for (ClassLoader classLoader : classLoaders) {
            load(type, classLoader, instance -> add(byId, type, instance, id));
        }
        return byId.values().stream().sorted(Comparator.comparing(Plugin::id)).toList();
    }

    private <T> void load(Class<T> type, ClassLoader classLoader, Consumer<T> found) {
        Iterator<T> services = ServiceLoader.load(type, classLoader).iterator();
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
                warnings.accept(BrokenPlugin.describe(type, classLoader, e));
            }
        }
    }

    private <T> void add(Map<String, Plugin<T>> byId, Class<T> type, T instance, Function<T, String> id) {
        Plugin<T> plugin = new Plugin<>(id.apply(instance), instance, source(instance.getClass()));
        Plugin<T> first = byId.putIfAbsent(plugin.id(), plugin);
        if (first != null) {
            warnings.accept("%s '%s' is there twice: %s in %s is used, %s in %s is not; give one another id"
                    .formatted(
                            type.getSimpleName(),
                            plugin.id(),
                            first.instance().getClass().getName(),
                            first.source(),
                            instance.getClass().getName(),
                            plugin.source()));
        }
    }

    private static String source(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? "the Java runtime" : source.getLocation().getPath();
    }
}
