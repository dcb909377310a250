package io.smcontainers.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.CommandRunner;
import io.smcontainers.spi.FrameworkRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexedServicesTest {
    private static final String OURS = CommandRunner.class.getName();

    @TempDir
    private Path home;

    @Test
    void servicesAreThoseOfTheIndex() throws IOException {
        jar("a.jar", "# ours\n\n" + OURS + " # comment\n");
        PluginRegistry plugins = load();
        assertThat(plugins.warnings()).isEmpty();
        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("command");
        assertThat(plugins.probes()).isEmpty();
    }

    @Test
    void ofAJarThatSomebodyDeletedNothingIsMissed() throws IOException {
        Files.delete(jar("a.jar", OURS + "\n"));
        PluginRegistry plugins = load();
        assertThat(plugins.warnings()).isEmpty();
        assertThat(plugins.runners()).isEmpty();
    }

    @Test
    void aBrokenServiceCostsAWarningAndNotTheOthers() throws IOException {
        jar("a.jar", "acme.Missing\njava.lang.String\n" + FrameworkRunner.class.getName() + "\n" + OURS + "\n");
        PluginRegistry plugins = load();
        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("command");
        assertThat(plugins.warnings())
                .hasSize(3)
                .allMatch(warning -> warning.startsWith("a broken FrameworkRunner is left out: "))
                .anyMatch(warning -> warning.contains("acme.Missing"))
                .anyMatch(warning -> warning.contains("java.lang.String"))
                .anyMatch(warning -> warning.contains("NoSuchMethodException"));
    }

    private PluginRegistry load() {
        return PluginRegistry.load(home.resolve("plugins"));
    }

    private Path jar(String name, String services) throws IOException {
        Path folder = Files.createDirectories(home.resolve("lib/services").resolve(name));
        Files.writeString(folder.resolve(FrameworkRunner.class.getName()), services);
        return Files.createFile(home.resolve("lib").resolve(name));
    }
}
