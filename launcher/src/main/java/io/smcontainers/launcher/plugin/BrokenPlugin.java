package io.smcontainers.launcher.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Says which jar, class and reason make a plugin unusable. The JDK's own message leaves out the jar, and often the class. */
final class BrokenPlugin {
    /** A class that a service file names. */
    private record Named(URL serviceFile, String className) {
        String jar() {
            return serviceFile.getPath().replaceFirst("^file:", "").replaceFirst("!/.*$", "");
        }
    }

    private BrokenPlugin() {}

    static String describe(Class<?> type, ClassLoader classLoader, Throwable error) {
        String message = error instanceof LinkageError ? error.toString() : String.valueOf(error.getMessage());
        String culprit = culprit(type, classLoader, error, message)
                .map(named -> " in " + named.jar() + ", class " + named.className())
                .orElse("");
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "a broken plugin is left out" + culprit + ": " + message + (root == error ? "" : " (" + root + ")");
    }

    private static Optional<Named> culprit(Class<?> type, ClassLoader classLoader, Throwable error, String message) {
        Predicate<Named> isCulprit = error instanceof LinkageError
                ? named -> failsToLink(named, classLoader)
                : named -> message.contains(named.className());
        return named(type, classLoader).stream().filter(isCulprit).findFirst();
    }

    private static boolean failsToLink(Named named, ClassLoader classLoader) {
        try {
            Class.forName(named.className(), false, classLoader);
            return false;
        } catch (LinkageError e) {
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<Named> named(Class<?> type, ClassLoader classLoader) {
        List<Named> all = new ArrayList<>();
        try {
            for (URL file : Collections.list(classLoader.getResources("META-INF/services/" + type.getName()))) {
                lines(file).forEach(line -> all.add(new Named(file, line)));
            }
        } catch (IOException e) {
            // Then the message has to do without the jar.
        }
        return all;
    }

    private static List<String> lines(URL file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
