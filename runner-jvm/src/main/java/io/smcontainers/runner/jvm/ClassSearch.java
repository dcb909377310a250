package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for classes where the JVM would, in the same order, and opens no more jars than that takes. */
final class ClassSearch {
    private static final String MODULE_INFO = "module-info.class";
    private static final String SUFFIX = ".class";
    private static final String VERSIONS = "META-INF/versions/";
    private static final int MAX_NAMES = 20_000;
    private static final int MAX_DEPTH = 16;

    private final ClassPath classPath;
    private final List<String> broken = new ArrayList<>();

    ClassSearch(ClassPath classPath) {
        this.classPath = classPath;
    }

    /** Returns jars that could not be read; the JVM passes over such in silence. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** Returns the first class of that name. */
    Optional<FoundClass> find(String name) {
        Deque<Path> places = new ArrayDeque<>(classPath.places());
        Set<Path> seen = new HashSet<>();
        while (!places.isEmpty()) {
            Path place = places.removeFirst();
            if (!seen.add(place)) {
                continue;
            }
            Optional<FoundClass> found = Files.isDirectory(place) ? inFolder(name, place) : inJar(name, place, places);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<FoundClass> inFolder(String name, Path folder) {
        Path file = folder.resolve(ClassName.fileName(name));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Path moduleInfo = folder.resolve(MODULE_INFO);
            byte[] module = Files.isRegularFile(moduleInfo) ? Files.readAllBytes(moduleInfo) : null;
            return Optional.of(new FoundClass(name, folder, ClassFile.parse(Files.readAllBytes(file)), module));
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** Looks into a jar, and if the class is not there puts what its manifest names in front of all other places. */
    private Optional<FoundClass> inJar(String name, Path file, Deque<Path> places) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (CodeJar jar = CodeJar.open(file)) {
            Optional<byte[]> bytes = jar.read(ClassName.fileName(name));
            if (bytes.isPresent()) {
                byte[] module = jar.read(MODULE_INFO)
                        .or(() -> jar.read(VERSIONS + "9/" + MODULE_INFO))
                        .orElse(null);
                return Optional.of(new FoundClass(name, file, parse(bytes.get(), file, name), module));
            }
            List<String> more = jar.manifest().classPath();
            for (int i = more.size() - 1; i >= 0; i--) {
                resolve(file, more.get(i)).ifPresent(places::addFirst);
            }
        } catch (IOException | UncheckedIOException e) {
            broken.add(file.getFileName() + " (" + e.getMessage() + ")");
        }
        return Optional.empty();
    }

    private static ClassFile parse(byte[] bytes, Path jar, String name) {
        try {
            return ClassFile.parse(bytes);
        } catch (IOException e) {
            throw unreadable(ClassName.fileName(name) + " in " + jar, e);
        }
    }

    private static Optional<Path> resolve(Path jar, String url) {
        try {
            return Optional.of(Path.of(jar.toUri().resolve(url)));
        } catch (RuntimeException e) {
            return Optional.empty(); // No file of this machine, or no URL at all: the JVM passes over it, too.
        }
    }

    private static JobException unreadable(String what, IOException e) {
        return new JobException(
                ErrorCode.INVALID_ARCHIVE, what + " is no class file that can be read: " + e.getMessage(), e);
    }

    /** Returns the names of the classes there are, for suggestions. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Path place : classPath.places()) {
            for (String file : Files.isDirectory(place) ? filesIn(place) : entriesOf(place)) {
                if (file.endsWith(SUFFIX) && !file.startsWith(VERSIONS) && names.size() < MAX_NAMES) {
                    names.add(ClassName.ofFile(file));
                }
            }
        }
        return names;
    }

    private static List<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
            return files.limit(MAX_NAMES)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static List<String> entriesOf(Path file) {
        try (CodeJar jar = CodeJar.open(file)) {
            return jar.names();
        } catch (IOException e) {
            return List.of();
        }
    }
}
