package io.smcontainers.launcher.plugin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.CommandRunner;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.HardwareProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginRegistryTest {
    private static PluginClasses classes;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() {
        classes = PluginClasses.compile(Map.ofEntries(
                entry("example.Good", runner("Good", "return \"good\";")),
                entry("example.Better", runner("Better", "return \"better\";")),
                entry("example.GoodToo", runner("GoodToo", "return \"good\";")),
                entry("example.Command", runner("Command", "return \"command\";")),
                entry("example.Nameless", runner("Nameless", "return null;")),
                entry("example.Shy", runner("Shy", "throw new IllegalStateException(\"no name\");")),
                entry("example.Future", runner("Future", "return \"future\";")),
                entry("example.Base", "package example; public abstract class Base implements " + RUNNER + " {}"),
                entry("example.Orphan", runner("Orphan", "Base", "return \"orphan\";")),
                entry("example.Orphan2", runner("Orphan2", "Base", "return \"orphan2\";")),
                entry("example.Stranger", "package example; public class Stranger {}"),
                entry("example.Thrower", withConstructor("Thrower", "public", "throw new IllegalStateException(\"no licence\");")),
                entry("example.Private", withConstructor("Private", "private", ""))));
        classes.makeTooNew("example.Future");
    }

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
        classes.jar(odd.resolve("a b.jar"), FrameworkRunner.class, "example.Good\nexample.Missing\n", "example.Good");

        PluginRegistry plugins = PluginRegistry.load(odd);

        assertThat(plugins.runners().get(1).source()).isEqualTo(odd.resolve("a b.jar").toString());
        assertThat(plugins.warnings()).singleElement().asString().contains(" in " + odd.resolve("a b.jar") + ": ");
    }

    @Test
    void filesThatAreNoJarsAreNotLookedAt() throws IOException {
        Files.writeString(folder.resolve("README.md"), "text");
        assertThat(PluginRegistry.load(folder).warnings()).isEmpty();
    }

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
        assertLeftOut("example.Stranger", "Provider example.Stranger not a subtype", "example.Stranger");
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
        assertLeftOut(
                "example.Shy", "its id() fails: java.lang.IllegalStateException: no name", "example.Shy");
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
    void anIdOfOursStaysOurs() {
        Path copy = jar("copy.jar", "example.Command\n", "example.Command");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(PluginRegistry.instances(plugins.runners())).hasOnlyElementsOfType(CommandRunner.class);
        assertThat(plugins.warnings())
                .containsExactly("FrameworkRunner 'command' is there twice: " + CommandRunner.class.getName() + " in "
                        + Origin.of(CommandRunner.class) + " is used, example.Command in " + copy
                        + " is not; give one another id");
    }

    @Test
    void anIdOfTwoPluginsIsTheFirstJars() {
        Path first = jar("first.jar", "example.Good\n", "example.Good");
        Path second = jar("second.jar", "example.GoodToo\n", "example.GoodToo");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.runners()).extracting(Plugin::source).contains(first.toString()).doesNotContain(
                second.toString());
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

    @Test
    void aBrokenProbeDoesNotHarmRunners() {
        Path jar = classes.jar(folder.resolve("probe.jar"), HardwareProbe.class, "example.Good\n", "example.Good");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.probes()).isEmpty();
        assertThat(plugins.warnings())
                .containsExactly("a broken HardwareProbe is left out: example.Good in " + jar
                        + ": Provider example.Good not a subtype");
    }

    /** The good one stands in the same service file, behind the broken one. */
    private void assertLeftOut(String name, String reason, String... classesInJar) {
        String[] names = java.util.Arrays.copyOf(classesInJar, classesInJar.length + 1);
        names[classesInJar.length] = "example.Good";
        Path jar = jar("broken.jar", name + "\nexample.Good\n", names);
        jar("other.jar", "example.Better\n", "example.Better");

        PluginRegistry plugins = PluginRegistry.load(folder);

        assertThat(plugins.runners()).extracting(Plugin::id).containsExactly("better", "command", "good");
        assertThat(plugins.warnings())
                .containsExactly("a broken FrameworkRunner is left out: " + name + " in " + jar + ": " + reason);
    }

    private Path jar(String name, String serviceFile, String... classNames) {
        return classes.jar(folder.resolve(name), FrameworkRunner.class, serviceFile, classNames);
    }

    private static final String RUNNER = FrameworkRunner.class.getName();

    private static String runner(String name, String id) {
        return runner(name, "", id);
    }

    private static String withConstructor(String name, String access, String body) {
        return runner(name, "return null;").replace("{ //", "{ " + access + " " + name + "() { " + body + " } //");
    }

    private static String runner(String name, String superclass, String id) {
        String extended = superclass.isEmpty() ? "implements " + RUNNER : "extends " + superclass;
        return """
                package example;
                import io.smcontainers.spi.*;
                public class %s %s { //
                    public String id() { %s }
                    public Support supports(TrainingJob job) { return Support.yes(); }
                    public LaunchPlan plan(TrainingJob job) { return LaunchPlan.running(Command.of("true")); }
                }
                """.formatted(name, extended, id);
    }
}
