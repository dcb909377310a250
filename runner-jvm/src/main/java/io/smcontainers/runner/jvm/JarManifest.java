package io.smcontainers.runner.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;

/**
 * What a jar's manifest says about how to run it (the JAR file specification).
 *
 * @param attributes its main attributes
 */
record JarManifest(Attributes attributes) {
    static final String NAME = "META-INF/MANIFEST.MF";

    private static final int FIRST_JAVA_WITH_MODULES = 9;
    private static final int FIRST_JAVA_WITH_NATIVE_ACCESS = 22;
    private static final String ALL_UNNAMED = "ALL-UNNAMED";

    /** Returns the main class; {@code java} takes slashes for dots, too. */
    Optional<String> mainClass() {
        return value("Main-Class").map(name -> name.replace('/', '.'));
    }

    /** Returns the jars and folders it adds to the class path: URLs relative to the jar's own. */
    List<String> classPath() {
        return words("Class-Path");
    }

    /** Returns the options that {@code java -jar} would derive from the manifest. */
    List<String> options(Jvm jvm) {
        List<String> options = new ArrayList<>();
        if (jvm.isAtLeast(FIRST_JAVA_WITH_MODULES)) {
            words("Add-Exports").forEach(what -> options.add("--add-exports=" + what + "=" + ALL_UNNAMED));
            words("Add-Opens").forEach(what -> options.add("--add-opens=" + what + "=" + ALL_UNNAMED));
        }
        if (value("Enable-Native-Access").isPresent() && jvm.isAtLeast(FIRST_JAVA_WITH_NATIVE_ACCESS)) {
            options.add("--enable-native-access=" + ALL_UNNAMED);
        }
        return options;
    }

    /** Returns what we cannot do in the place of {@code java -jar}. */
    List<String> notes(String jarName) {
        return value("Launcher-Agent-Class")
                .map(agent -> List.of(jarName + ": the agent " + agent + " (Launcher-Agent-Class) is not started;"
                        + " -javaagent in " + JvmParameters.OPTIONS + " starts one"))
                .orElse(List.of());
    }

    private List<String> words(String name) {
        return value(name).map(text -> List.of(text.split("\\s+"))).orElse(List.of());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(attributes.getValue(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
