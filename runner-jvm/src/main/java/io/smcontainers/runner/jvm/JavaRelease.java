package io.smcontainers.runner.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a JDK's or JRE's file {@code release} says of it, which costs far less than to start it and ask.
 *
 * @param version such as {@code 17.0.15}, or of old {@code 1.8.0_402}
 * @param feature the number by which Java versions are known: 17, 8
 * @param modules its modules; none if the file does not list them, as before Java 9
 */
record JavaRelease(String version, int feature, Set<String> modules) {
    private static final String OLD_PREFIX = "1.";

    /** Copies the set. */
    JavaRelease {
        modules = Set.copyOf(modules);
    }

    /**
     * Reads the file that belongs to a {@code java} command.
     *
     * @param java the command, or a link to it
     * @return empty if there is no such file, or it does not tell the version
     */
    static Optional<JavaRelease> of(Path java) {
        try {
            Path bin = java.toRealPath().getParent();
            // Of Java 8, a JDK has its java command in jre/bin, too.
            return in(bin.resolveSibling("release"))
                    .or(() -> bin.endsWith("jre/bin") ? in(bin.resolve("../../release")) : Optional.empty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JavaRelease> in(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Takes the file's text apart: lines like {@code JAVA_VERSION="17.0.15"}. */
    static Optional<JavaRelease> parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals),
                        line.substring(equals + 1).replace('"', ' ').strip());
            }
        });
        String version = values.getOrDefault("JAVA_VERSION", "");
        int feature = feature(version);
        Set<String> modules =
                new HashSet<>(List.of(values.getOrDefault("MODULES", "").split(" ")));
        modules.remove("");
        return feature == 0 ? Optional.empty() : Optional.of(new JavaRelease(version, feature, modules));
    }

    private static int feature(String version) {
        String number = version.startsWith(OLD_PREFIX) ? version.substring(OLD_PREFIX.length()) : version;
        int feature = 0;
        for (int i = 0; i < Math.min(number.length(), 4) && Character.digit(number.charAt(i), 10) >= 0; i++) {
            feature = 10 * feature + Character.digit(number.charAt(i), 10);
        }
        return feature;
    }

    /** Returns whether a module is known not to be there. */
    boolean lacks(String module) {
        return !modules.isEmpty() && !modules.contains(module);
    }
}
