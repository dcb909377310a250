package io.smcontainers.launcher.plugin;

import java.io.IOException;
import java.io.InputStream;
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
    /** Where service files lie on a class path. */
    static final String FOLDER = "META-INF/services/";

    /**
     * Returns all entries of a type in the order in which {@link java.util.ServiceLoader} takes them, as far as they can be read:
     * what loads the services meets the same trouble, and says so.
     */
    static List<ServiceEntry> of(Class<?> type, ClassLoader classLoader) {
        List<ServiceEntry> all = new ArrayList<>();
        try {
            for (URL file : files(type, classLoader)) {
                String source = Origin.of(file);
                for (String className : classNames(file)) {
                    all.add(new ServiceEntry(source, className));
                }
            }
        } catch (IOException e) {
            // See above.
        }
        return all;
    }

    /** Returns the service files of a type. */
    static List<URL> files(Class<?> type, ClassLoader classLoader) throws IOException {
        return Collections.list(classLoader.getResources(FOLDER + type.getName()));
    }

    /** Returns the classes that a service file names. */
    static List<String> classNames(URL file) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in = file.openStream()) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
