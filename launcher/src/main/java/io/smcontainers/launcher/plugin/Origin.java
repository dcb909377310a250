package io.smcontainers.launcher.plugin;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where something on the class path comes from, for people: a jar or folder as a file name, not as a URL. */
final class Origin {
    private Origin() {}

    /** Returns the jar or folder of a class. */
    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null
                ? "the Java runtime"
                : fileName(source.getLocation().toString());
    }

    /** Returns the jar that holds a file, or the file itself if it is not in a jar. */
    static String of(URL file) {
        return fileName(file.toString().replaceFirst("^jar:", "").replaceFirst("!/.*$", ""));
    }

    private static String fileName(String url) {
        return url.startsWith("file:") ? Path.of(URI.create(url)).toString() : url;
    }
}
