package io.smcontainers.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.HardwareProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each costs one warning, and the others work. */
class BrokenPluginTest {
    @TempDir
    Path folder;

    @Test
    void aClassThatIsMissing() {
        assertLeftOut("example.Missing", "Provider example.Missing not found");
    }

    @Test
    void aClassWhoseSuperclassIsMissing() {
        assertLeftOut(
                "example.Orphan",
                "java.lang.NoClassDefFoundError: example/Base (java.lang.ClassNotFoundException: example.Base)",
                "example.Orphan");
    }

    @Test
    void aClassThatIsNoRunner() {
        assertLeftOut("example.Stranger", "example.Stranger not a subtype", "example.Stranger");
    }

    @Test
    void aConstructorThatThrows() {
        assertLeftOut(
                "example.Thrower",
                "Provider example.Thrower could not be instantiated (java.lang.IllegalStateException: no licence)",
                "example.Thrower");
    }

    @Test
    void aConstructorThatIsPrivate() {
        assertLeftOut(
                "example.Private",
                "example.Private Unable to get public no-arg constructor"
                        + " (java.lang.NoSuchMethodException: example.Private.<init>())",
                "example.Private");
    }

    @Test
    void aClassForALaterJava() {
        Path jar = jar("broken.jar", "example.Future\n", "example.Future");

        assertThat(PluginRegistry.load(folder).warnings())
                .singleElement()
                .asString()
                .startsWith("a broken FrameworkRunner is left out: example.Future in " + jar
                        + ": java.lang.UnsupportedClassVersionError: example/Future has been compiled by a more recent"
                        + " version of the Java Runtime");
    }

    @Test
    void anIdThatThrows() {
        assertLeftOut("example.Shy", "its id() fails: java.lang.IllegalStateException: no name", "example.Shy");
    }

    @Test
    void anIdThatIsNull() {
        assertLeftOut("example.Nameless", "its id() fails: java.lang.NullPointerException: no id", "example.Nameless");
    }

    @Test
    void twoClassesWithTheSameTroubleAreBothNamed() {
        Path one = jar("one.jar", "example.Orphan\n", "example.Orphan");
        Path two = jar("two.jar", "example.Orphan2\n", "example.Orphan2");

        assertThat(PluginRegistry.load(folder).warnings())
                .satisfiesExactly(
                        warning -> assertThat(warning).contains("example.Orphan in " + one + ": "),
                        warning -> assertThat(warning).contains("example.Orphan2 in " + two + ": "));
    }

    @Test
    void aServiceFileThatIsGarbage() {
        Path broken = jar("broken.jar", "this is garbage!\n");
        jar("good.jar", "example.Good\n", "example.Good");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("command", "good");
        assertThat(plugins.warnings())
                .singleElement()
                .asString()
                .startsWith("a broken FrameworkRunner is left out: ")
                .contains(broken.toString(), ":1: Illegal ");
    }

    @Test
    void aJarThatIsNoArchive() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "<html>404</html>");
        jar("good.jar", "example.Good\n", "example.Good");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("command", "good");
        assertThat(plugins.warnings())
                .singleElement()
                .asString()
                .startsWith("a broken plugin is left out: " + broken + " cannot be read: java.util.zip.ZipException: ");
    }

    @Test
    void aBrokenProbeDoesNotHarmRunners() {
        Path jar =
                ExamplePlugins.jar(folder.resolve("probe.jar"), HardwareProbe.class, "example.Good\n", "example.Good");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.probes()).noneMatch(probe -> probe.source().endsWith(".jar"));
        assertThat(plugins.warnings())
                .containsExactly(
                        "a broken HardwareProbe is left out: example.Good in " + jar + ": example.Good not a subtype");
    }

    /** The good one stands in the same service file, behind the broken one. */
    private void assertLeftOut(String name, String reason, String... classesInJar) {
        String[] names = Arrays.copyOf(classesInJar, classesInJar.length + 1);
        names[classesInJar.length] = "example.Good";
        Path jar = jar("broken.jar", name + "\nexample.Good\n", names);
        jar("other.jar", "example.Better\n", "example.Better");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("better", "command", "good");
        assertThat(plugins.warnings())
                .containsExactly("a broken FrameworkRunner is left out: " + name + " in " + jar + ": " + reason);
    }

    private Path jar(String name, String serviceFile, String... classNames) {
        return ExamplePlugins.jar(folder.resolve(name), FrameworkRunner.class, serviceFile, classNames);
    }
}
