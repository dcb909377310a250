package io.smcontainers.runner.jvm;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The standard modules (JDK 17 to 25, {@code java --list-modules}), and which one a class of {@code java.*} outside {@code
 * java.base} belongs to. Other packages are left out: {@code javax.*} may come from a jar as well, {@code java.*} never can.
 */
final class JdkModules {
    private static final Set<String> STANDARD = Set.of(
            "java.base",
            "java.compiler",
            "java.datatransfer",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.management.rmi",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.rmi",
            "java.scripting",
            "java.se",
            "java.security.jgss",
            "java.security.sasl",
            "java.smartcardio",
            "java.sql",
            "java.sql.rowset",
            "java.transaction.xa",
            "java.xml",
            "java.xml.crypto");

    /** The longer prefix comes first. */
    private static final List<Packages> OF_OTHER_MODULES = List.of(
            new Packages("java/awt/datatransfer/", "java.datatransfer"),
            new Packages("java/applet/", "java.desktop"),
            new Packages("java/awt/", "java.desktop"),
            new Packages("java/beans/", "java.desktop"),
            new Packages("java/lang/instrument/", "java.instrument"),
            new Packages("java/lang/management/", "java.management"),
            new Packages("java/net/http/", "java.net.http"),
            new Packages("java/rmi/", "java.rmi"),
            new Packages("java/sql/", "java.sql"),
            new Packages("java/util/logging/", "java.logging"),
            new Packages("java/util/prefs/", "java.prefs"));

    private record Packages(String prefix, String module) {}

    private JdkModules() {}

    /** Returns whether a JDK has a module of that name; libraries have called theirs {@code java.something}, too. */
    static boolean isOne(String module) {
        return STANDARD.contains(module) || module.startsWith("jdk.");
    }

    /**
     * Returns the module of a class of {@code java.*} outside {@code java.base}.
     *
     * @param name the class, with slashes
     */
    static Optional<String> ofClass(String name) {
        for (Packages packages : OF_OTHER_MODULES) {
            if (name.startsWith(packages.prefix())) {
                return Optional.of(packages.module());
            }
        }
        return Optional.empty();
    }
}
