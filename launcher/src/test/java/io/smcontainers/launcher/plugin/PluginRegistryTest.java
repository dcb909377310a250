package io.smcontainers.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.CommandRunner;
import io.smcontainers.spi.FrameworkRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginRegistryTest {
    @TempDir
    Path folder;

    @Test
    void withoutAFolderThereAreOurOwnPlugins() {
        PluginRegistry plugins = PluginRegistry.load(folder.resolve("missing"));

        assertThat(plugins.warnings()).isEmpty();
        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("command");
        assertThat(PluginRegistry.instances(plugins.runners())).hasOnlyElementsOfType(CommandRunner.class);
    }

    @Test
    void pluginsInTheFolderAreFoundAndSortedById() {
        Path good = jar("a.jar", "example.Good # comment\n\n", "example.Good");
        jar("b.jar", "example.Better\n", "example.Better");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.warnings()).isEmpty();
        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("better", "command", "good");
        assertThat(plugins.runners().get(2).source()).isEqualTo(good.toString());
        assertThat(plugins.runners().get(2).instance().getClass().getName()).isEqualTo("example.Good");
    }

    @Test
    void aPathWithBlanksIsNamedAsItIs() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("my plügins"));
        ExamplePlugins.jar(
                odd.resolve("a b.jar"), FrameworkRunner.class, "example.Good\nexample.Missing\n", "example.Good");

        PluginRegistry plugins = PluginRegistry.load(odd);

        assertThat(plugins.runners().get(1).source())
                .isEqualTo(odd.resolve("a b.jar").toString());
        assertThat(plugins.warnings()).singleElement().asString().contains(" in " + odd.resolve("a b.jar") + ": ");
    }

    @Test
    void filesThatAreNoJarsAreNotLookedAt() throws IOException {
        Files.writeString(folder.resolve("README.md"), "text");
        assertThat(PluginRegistry.load(folder).warnings()).isEmpty();
    }

    @Test
    void anIdOfOursStaysOurs() {
        Path copy = jar("copy.jar", "example.OurId\n", "example.OurId");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(PluginRegistry.instances(plugins.runners())).hasOnlyElementsOfType(CommandRunner.class);
        assertThat(plugins.warnings())
                .containsExactly("FrameworkRunner 'command' is there twice: " + CommandRunner.class.getName() + " in "
                        + Origin.of(CommandRunner.class) + " is used, example.OurId in " + copy
                        + " is not; give one another id");
    }

    @Test
    void anIdOfTwoPluginsIsTheFirstJars() {
        Path first = jar("first.jar", "example.Good\n", "example.Good");
        Path second = jar("second.jar", "example.GoodToo\n", "example.GoodToo");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.runners())
                .extracting(Plugin::source)
                .contains(first.toString())
                .doesNotContain(second.toString());
        assertThat(plugins.warnings())
                .containsExactly("FrameworkRunner 'good' is there twice: example.Good in " + first
                        + " is used, example.GoodToo in " + second + " is not; give one another id");
    }

    @Test
    void twoVersionsOfOnePluginAreNoticed() {
        Path first = jar("good-1.0.jar", "example.Good\n", "example.Good");
        Path second = jar("good-1.1.jar", "example.Good\n", "example.Good");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.runners()).extracting(Plugin::source).contains(first.toString());
        assertThat(plugins.warnings())
                .containsExactly("FrameworkRunner example.Good is there twice: the one in " + first
                        + " is used, the one in " + second + " is not; remove one");
    }

    private Path jar(String name, String serviceFile, String... classNames) {
        return ExamplePlugins.jar(folder.resolve(name), FrameworkRunner.class, serviceFile, classNames);
    }
}
