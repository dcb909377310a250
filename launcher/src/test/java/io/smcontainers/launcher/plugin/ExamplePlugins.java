package io.smcontainers.launcher.plugin;

import static java.util.Map.entry;

import io.smcontainers.spi.FrameworkRunner;
import java.nio.file.Path;
import java.util.Map;

/** Runners, good and broken ones, in the package {@code example}. */
final class ExamplePlugins {
    private static final String RUNNER = FrameworkRunner.class.getName();

    private static final PluginClasses CLASSES = PluginClasses.compile(Map.ofEntries(
            entry("example.Good", runner("Good", "return \"good\";")),
            entry("example.Better", runner("Better", "return \"better\";")),
            entry("example.GoodToo", runner("GoodToo", "return \"good\";")),
            entry("example.OurId", runner("OurId", "return \"command\";")),
            entry("example.Nameless", runner("Nameless", "return null;")),
            entry("example.Shy", runner("Shy", "throw new IllegalStateException(\"no name\");")),
            entry("example.Future", runner("Future", "return \"future\";")),
            entry("example.Base", "package example; public abstract class Base implements " + RUNNER + " {}"),
            entry("example.Orphan", runner("Orphan", "Base", "return \"orphan\";")),
            entry("example.Orphan2", runner("Orphan2", "Base", "return \"orphan2\";")),
            entry("example.Stranger", "package example; public class Stranger {}"),
            entry(
                    "example.Thrower",
                    withConstructor("Thrower", "public", "throw new IllegalStateException(\"no licence\");")),
            entry("example.Private", withConstructor("Private", "private", ""))));

    static {
        CLASSES.makeTooNew("example.Future");
    }

    private ExamplePlugins() {}

    /** Writes a jar of some of them, whose service file for a type has this text. */
    static Path jar(Path file, Class<?> type, String serviceFile, String... classNames) {
        return CLASSES.jar(file, type, serviceFile, classNames);
    }

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
