package io.smcontainers.launcher.plugin;

import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.DependencyInstaller;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.HardwareProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All plugins, ours and those in the {@code plugins/} folder.
 *
 * @param runners by id
 * @param installers by id
 * @param probes by id
 * @param stores by id
 * @param late those that are looked for when a job needs them
 * @param warnings one for each plugin that is broken, with jar, class and reason
 */
public record PluginRegistry(
        List<Plugin<FrameworkRunner>> runners,
        List<Plugin<DependencyInstaller>> installers,
        List<Plugin<HardwareProbe>> probes,
        List<Plugin<CodeStore>> stores,
        LatePlugins late,
        List<String> warnings) {
    /** Where the distribution keeps the service files of its own jars, beside the folder of plugins. */
    private static final String INDEX = "lib/services";

    /**
     * Loads all plugins: first those on the class path, then those in the folder.
     *
     * @param pluginFolder holds jars; may be absent
     */
    public static PluginRegistry load(Path pluginFolder) {
        // The loader of the folder meets what is broken on the class path a second time.
        Set<String> warnings = new LinkedHashSet<>();
        PluginLoader loader = PluginLoader.of(pluginFolder, pluginFolder.resolveSibling(INDEX), warnings::add);
        return new PluginRegistry(
                loader.load(FrameworkRunner.class, FrameworkRunner::id),
                loader.load(DependencyInstaller.class, DependencyInstaller::id),
                loader.load(HardwareProbe.class, HardwareProbe::id),
                loader.load(CodeStore.class, CodeStore::id),
                new LatePlugins(loader, warnings),
                List.copyOf(warnings));
    }

    /** Returns the plugins themselves. */
    public static <T> List<T> instances(List<Plugin<T>> plugins) {
        List<T> instances = new ArrayList<>();
        plugins.forEach(plugin -> instances.add(plugin.instance()));
        return instances;
    }
}
