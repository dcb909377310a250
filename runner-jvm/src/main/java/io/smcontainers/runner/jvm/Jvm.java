package io.smcontainers.runner.jvm;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JVM that runs the program.
 *
 * @param executable the absolute path of its {@code java} command
 * @param origin where it was found
 * @param knownRelease what it says of itself; null if it does not
 */
record Jvm(Path executable, String origin, @Nullable JavaRelease knownRelease) {
    static Jvm at(Path executable, String origin) {
        return new Jvm(executable, origin, JavaRelease.of(executable).orElse(null));
    }

    /** Returns what it says of itself, if it does. */
    Optional<JavaRelease> release() {
        return Optional.ofNullable(knownRelease);
    }

    /** Returns whether it is, or may be, as new as that. */
    boolean isAtLeast(int feature) {
        return release().map(release -> release.feature() >= feature).orElse(true);
    }

    /** Returns what it is, for people: {@code 17.0.15 at /usr/bin/java (java on PATH)}. */
    String described() {
        return release().map(JavaRelease::version).orElse("of unknown version") + " at " + executable + " (" + origin
                + ")";
    }

    /** Returns the choice, for the log. */
    String note() {
        return "Java is " + described();
    }
}
