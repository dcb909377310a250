package io.smcontainers.launcher.plugin;

import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;

/**
 * Our own class path as {@link java.util.ServiceLoader} sees it, with the service files of its jars copied out of them when the
 * tarball was built. Without the copies each job would open all jars of the class path to look for service files, which was a
 * tenth of the launcher's CPU time before the user's program starts.
 */
final class IndexedServices extends ClassLoader {
    private static final String SERVICES = "META-INF/services/";

    private final List<Path> folders;

    private IndexedServices(ClassLoader classPath, List<Path> folders) {
        super(classPath);
        this.folders = folders;
    }

    /**
     * Returns a view of a class path.
     *
     * @param classPath loads the classes
     * @param index holds a folder of service files for each jar, of the jar's name; beside it are the jars, of which an image may
     *     have deleted some. Where there is no index, as in a test, the class path is asked itself
     */
    static ClassLoader of(ClassLoader classPath, Path index) {
        if (!Files.isDirectory(index)) {
            return classPath;
        }
        TreeSet<Path> folders = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(index)) {
            for (Path folder : all) {
                if (Files.exists(index.resolveSibling(folder.getFileName()))) {
                    folders.add(folder);
                }
            }
        } catch (IOException e) {
            return classPath;
        }
        return new IndexedServices(classPath, List.copyOf(folders));
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.startsWith(SERVICES)) {
            return super.getResources(name);
        }
        List<URL> files = new ArrayList<>();
        for (Path folder : folders) {
            Path file = folder.resolve(name.substring(SERVICES.length()));
            if (Files.exists(file)) {
                files.add(file.toUri().toURL());
            }
        }
        return Collections.enumeration(files);
    }
}
