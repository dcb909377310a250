package io.smcontainers.launcher.plugin;

import io.smcontainers.spi.OutputStore;
import io.smcontainers.spi.PackageIndex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Plugins of the types that few jobs need. They are looked for when one does, because every job waits for a look. */
public final class LatePlugins {
    private final PluginLoader loader;
    private final Set<String> warnings;

    /**
     * Creates them, and looks for none.
     *
     * @param loader finds them
     * @param warnings where the loader says what is broken
     */
    LatePlugins(PluginLoader loader, Set<String> warnings) {
        this.loader = loader;
        this.warnings = warnings;
    }

    /**
     * Returns all that upload intermediate output, by id.
     *
     * @param warning told of each that is broken
     */
    public List<Plugin<OutputStore>> outputStores(Consumer<String> warning) {
        return load(OutputStore.class, OutputStore::id, warning);
    }

    /**
     * Returns all package indexes, by id.
     *
     * @param warning told of each that is broken
     */
    public List<Plugin<PackageIndex>> packageIndexes(Consumer<String> warning) {
        return load(PackageIndex.class, PackageIndex::id, warning);
    }

    private synchronized <T> List<Plugin<T>> load(Class<T> type, Function<T, String> id, Consumer<String> warning) {
        Set<String> known = new LinkedHashSet<>(warnings);
        List<Plugin<T>> found = loader.load(type, id);
        warnings.stream().filter(text -> !known.contains(text)).forEach(warning);
        return found;
    }
}
