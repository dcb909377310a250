package io.smcontainers.launcher.code;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads places on this machine, as jobs name them: an absolute path, or a {@code file://} URI of one. */
final class LocalPlace {
    private LocalPlace() {}

    /**
     * Returns the path of a place.
     *
     * @throws Refusal saying why it is not on this machine
     */
    static Path of(String location) throws Refusal {
        if (location.startsWith("/")) {
            return path(location);
        }
        Matcher uri = Uris.FILE.matcher(location);
        if (uri.matches()) {
            return path(pathOf(uri));
        }
        if (Uris.ANY.matcher(location).matches()) {
            throw new Refusal("is not a place on this machine");
        }
        throw new Refusal("is a relative path; expected an absolute one, as in /opt/ml/input/data/code");
    }

    private static Path path(String text) throws Refusal {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Refusal("is not a path: " + e.getReason());
        }
    }

    /** Returns the path of a place, if it is on this machine. */
    static Optional<Path> find(String location) {
        try {
            return Optional.of(of(location));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    private static String pathOf(Matcher uri) throws Refusal {
        String host = uri.group("host");
        String path = uri.group("path");
        if (path == null || host != null && !host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
            throw new Refusal(
                    "names a host, or no absolute path; expected three slashes, as in file:///opt/ml/input/data/code");
        }
        try {
            // In a path, unlike in a form, a plus is a plus.
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal("is not a URI: " + e.getMessage());
        }
    }

    /** Apart, because most places are paths, and expressions take long to load. */
    private static final class Uris {
        static final Pattern ANY = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/.*", Pattern.DOTALL);

        /** {@code file:/path}, {@code file:///path} and {@code file://localhost/path}: the host, if any, and the path. */
        static final Pattern FILE = Pattern.compile("(?i:file):(?://(?<host>[^/]*))?(?<path>/.*)?", Pattern.DOTALL);
    }
}
