package io.smcontainers.launcher.plugin;

import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.TreeSet;

/**
 * Our own class path as {@link java.util.ServiceLoader} sees it, with the service files of its jars copied out of them when the
 * tarball was built. Without the copies each job would open all jars of the class path to look for service files, which was a
 * tenth of the launcher's CPU time before the user's program starts. Services of ours are made by {@link #iterator}, as the
 * service loader brings streams and looks into modules; those of plugin jars by the service loader.
 */
final class IndexedServices extends ClassLoader {
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

    /**
     * Makes the services of a type one by one, as {@link java.util.ServiceLoader#iterator} does.
     *
     * @return an iterator that throws {@link ServiceConfigurationError} for each that is broken, and then goes on
     * @throws IOException if the service files cannot be read
     */
    <T> Iterator<T> iterator(Class<T> type) throws IOException {
        List<String> all = new ArrayList<>();
        for (URL file : ServiceEntry.files(type, this)) {
            all.addAll(ServiceEntry.classNames(file));
        }
        Iterator<String> classNames = all.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return classNames.hasNext();
            }

            @Override
            public T next() {
                return make(classNames.next(), type);
            }
        };
    }

    private <T> T make(String className, Class<T> type) {
        try {
            return Class.forName(className, true, getParent())
                    .asSubclass(type)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new ServiceConfigurationError(
                    type.getName() + ": Provider " + className + " cannot be made: " + e, e);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.startsWith(ServiceEntry.FOLDER)) {
            return super.getResources(name);
        }
        List<URL> files = new ArrayList<>();
        for (Path folder : folders) {
            Path file = folder.resolve(name.substring(ServiceEntry.FOLDER.length()));
            if (Files.exists(file)) {
                files.add(file.toUri().toURL());
            }
        }
        return Collections.enumeration(files);
    }
}
