package io.smcontainers.launcher.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A class that a service file names.
 *
 * @param source the jar of the service file
 * @param className the class
 */
record ServiceEntry(String source, String className) {
    /** Returns all entries of a type in the order in which {@link java.util.ServiceLoader} takes them. */
    static List<ServiceEntry> of(Class<?> type, ClassLoader classLoader) {
        List<ServiceEntry> all = new ArrayList<>();
        try {
            for (URL file : Collections.list(classLoader.getResources("META-INF/services/" + type.getName()))) {
                String source = Origin.of(file);
                lines(file).forEach(line -> all.add(new ServiceEntry(source, line)));
            }
        } catch (IOException | UncheckedIOException e) {
            // The service loader meets the same trouble, and says so.
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
