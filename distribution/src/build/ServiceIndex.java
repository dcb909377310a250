import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Copies the service files of jars into a folder: {@code FOLDER/a.jar/io.smcontainers.spi.CodeStore}. Where they are found there, a
 * job need not open the jars; and since each lies under its jar's name, a jar that somebody deletes from an image is not missed.
 *
 * <p>Usage: {@code java ServiceIndex.java FOLDER JAR...}
 */
public final class ServiceIndex {
    private static final String SERVICES = "META-INF/services/";

    private ServiceIndex() {}

    /** Copies them. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (String jar : List.of(arguments).subList(1, arguments.length)) {
            copy(Path.of(jar), folder);
        }
    }

    private static void copy(Path jar, Path folder) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : opened.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(SERVICES) && !entry.isDirectory()) {
                    Path copy = folder.resolve(jar.getFileName()).resolve(name.substring(SERVICES.length()));
                    Files.createDirectories(copy.getParent());
                    Files.write(copy, opened.getInputStream(entry).readAllBytes());
                }
            }
        }
    }
}
