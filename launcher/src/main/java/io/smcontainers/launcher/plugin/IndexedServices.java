package io.smcontainers.launcher.plugin;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Our own class path as {@link java.util.ServiceLoader} sees it, with the service files of all jars merged into one file a
 * type when the tarball was built. Without them each job would open all jars of the class path to look for service files,
 * which was a tenth of the launcher's CPU time before the user's program starts.
 */
final class IndexedServices extends ClassLoader {
    private static final String SERVICES = "META-INF/services/";

    private final Path index;

    /**
     * Creates a view of a class path.
     *
     * @param classPath loads the classes
     * @param index holds a file for each type, named like the type; a type without one, as in a test, is looked for in the
     *     class path
     */
    IndexedServices(ClassLoader classPath, Path index) {
        super(classPath);
        this.index = index;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (name.startsWith(SERVICES)) {
            Path file = index.resolve(name.substring(SERVICES.length()));
            if (Files.isRegularFile(file)) {
                return Collections.enumeration(List.of(file.toUri().toURL()));
            }
        }
        return super.getResources(name);
    }
}
