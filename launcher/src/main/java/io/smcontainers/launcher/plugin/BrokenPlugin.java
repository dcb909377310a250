package io.smcontainers.launcher.plugin;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says which jar, class and reason make a plugin unusable. The JDK's own message leaves out the jar, and often the class, so
 * both are looked for: the first class that has the trouble and was not named before.
 */
final class BrokenPlugin {
    private final Class<?> type;
    private final ClassLoader classLoader;
    private final Set<ServiceEntry> named = new HashSet<>();

    BrokenPlugin(Class<?> type, ClassLoader classLoader) {
        this.type = type;
        this.classLoader = classLoader;
    }

    /** Describes what the service loader threw. */
    String describe(Throwable error) {
        String message = error instanceof LinkageError
                ? error.toString()
                : String.valueOf(error.getMessage()).replace(type.getName() + ": ", "");
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = message + (root == error ? "" : " (" + root + ")");
        Optional<ServiceEntry> culprit = culprit(error, message);
        culprit.ifPresent(named::add);
        return culprit.map(entry -> describe(type, entry.className(), entry.source(), reason))
                .orElse("a broken " + type.getSimpleName() + " is left out: " + reason);
    }

    static String describe(Class<?> type, String className, String source, String reason) {
        return "a broken " + type.getSimpleName() + " is left out: " + className + " in " + source + ": " + reason;
    }

    private Optional<ServiceEntry> culprit(Throwable error, String message) {
        Predicate<ServiceEntry> isCulprit =
                error instanceof LinkageError ? this::failsToLink : entry -> names(message, entry.className());
        List<ServiceEntry> entries = ServiceEntry.of(type, classLoader);
        return entries.stream()
                .filter(entry -> !named.contains(entry))
                .filter(isCulprit)
                .findFirst();
    }

    /** As a whole name: a message about {@code a.Runner2} does not name {@code a.Runner}. */
    private static boolean names(String message, String className) {
        return Pattern.compile("(?<![\\w.$])" + Pattern.quote(className) + "(?![\\w.$])")
                .matcher(message)
                .find();
    }

    private boolean failsToLink(ServiceEntry entry) {
        try {
            Class.forName(entry.className(), false, classLoader);
            return false;
        } catch (LinkageError e) {
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
