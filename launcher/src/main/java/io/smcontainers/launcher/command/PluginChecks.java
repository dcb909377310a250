package io.smcontainers.launcher.command;

import io.smcontainers.launcher.Surroundings;
import io.smcontainers.launcher.plugin.Plugin;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.CodeStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at the plugins, of whatever kind. */
final class PluginChecks {
    private PluginChecks() {}

    static List<Check> of(Surroundings surroundings, PluginRegistry plugins) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("runners", listed(plugins.runners())));
        checks.add(Check.ok("installers", listed(plugins.installers())));
        checks.add(Check.ok("probes", listed(plugins.probes())));
        checks.add(Check.ok("stores", listed(plugins.stores())));
        for (Plugin<CodeStore> store : plugins.stores()) {
            List<String> notes = store.instance().notes(surroundings.variables());
            if (!notes.isEmpty()) {
                checks.add(
                        Check.ok("store " + store.id(), surroundings.redactor().redact(String.join("\n", notes))));
            }
        }
        Consumer<String> broken = warning -> checks.add(Check.warn("plugins", warning));
        checks.add(Check.ok("output", listed(plugins.late().outputStores(broken))));
        checks.add(Check.ok("indexes", listed(plugins.late().packageIndexes(broken))));
        plugins.warnings().forEach(warning -> checks.add(Check.warn("plugins", warning)));
        return checks;
    }

    private static <T> String listed(List<Plugin<T>> found) {
        Map<String, List<String>> byJar = new LinkedHashMap<>();
        for (Plugin<T> plugin : found) {
            String jar = String.valueOf(Path.of(plugin.source()).getFileName());
            byJar.computeIfAbsent(jar, unused -> new ArrayList<>()).add(plugin.id());
        }
        return found.isEmpty()
                ? "none"
                : byJar.entrySet().stream()
                        .map(jar -> String.join(", ", jar.getValue()) + " (" + jar.getKey() + ")")
                        .collect(Collectors.joining("\n"));
    }
}
