package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar of the user's, open for reading. Signatures are the JVM's business. */
final class CodeJar implements AutoCloseable {
    private final ZipFile zip;

    private CodeJar(ZipFile zip) {
        this.zip = zip;
    }

    /** Opens any jar. */
    static CodeJar open(Path file) throws IOException {
        return new CodeJar(new ZipFile(file.toFile()));
    }

    /** Opens the jar that is the program. */
    static CodeJar openProgram(Path file, String name) {
        try {
            if (!Files.isReadable(file)) {
                throw new AccessDeniedException(file.toString());
            }
            return open(file);
        } catch (AccessDeniedException e) {
            throw new JobException(
                    ErrorCode.PERMISSION_DENIED, file + ": may not be read by this user; chmod a+r it", e);
        } catch (IOException e) {
            throw broken(file, name, e);
        }
    }

    /** Returns the error of a program that is no jar. */
    static JobException broken(Path file, String name, IOException e) {
        return new JobException(
                ErrorCode.INVALID_ARCHIVE,
                name + " in " + file.getParent() + " is no jar that can be read (" + e.getMessage() + "; it has "
                        + file.toFile().length() + " bytes); expected a zip archive."
                        + " Was it built and uploaded to its end?",
                e);
    }

    /**
     * Returns the manifest, an empty one if there is none.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    JarManifest manifest() {
        return new JarManifest(read(JarManifest.NAME).map(CodeJar::attributes).orElseGet(Attributes::new));
    }

    private static Attributes attributes(byte[] bytes) {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return new Manifest(in).getMainAttributes();
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(JarManifest.NAME + ": " + e.getMessage(), e));
        }
    }

    /**
     * Returns the bytes of an entry, if there is one of that name.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    Optional<byte[]> read(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(name + ": " + e.getMessage(), e));
        }
    }

    /** Returns the names of its entries. */
    List<String> names() {
        return zip.stream().map(ZipEntry::getName).toList();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
