package io.smcontainers.launcher.index;

import io.smcontainers.spi.IndexAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Logins in the form that pip and many others read, in a file without a name: it is deleted before anything is written, and
 * reached through our own open descriptor, by our user alone. So the passwords are in no argument list (pip hands an index's
 * URL on to the pip that it starts for each package that has to be built), in no variable that a package's setup could print,
 * and in no file that anybody could find. It is gone when it is closed, or when we are.
 */
final class NetrcFile implements AutoCloseable {
    /** Memory, if there is such a folder: what was never on a disk need not be deleted from it. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private static final Path OWN_DESCRIPTORS = Path.of("/proc/self/fd");

    private final FileChannel channel;
    private final Path path;

    private NetrcFile(FileChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
    }

    /**
     * Writes a file.
     *
     * @param other what else it should hold: the user's own, a character for each byte
     * @param logins what is added
     */
    static NetrcFile of(String other, List<IndexAccess.Login> logins) throws IOException {
        StringBuilder text = new StringBuilder(other.isEmpty() ? "" : other.stripTrailing() + "\n\n");
        for (IndexAccess.Login login : logins) {
            text.append("machine ").append(login.host());
            text.append(" login ").append(login.user());
            text.append(" password ").append(login.password()).append('\n');
        }
        NetrcFile file = nameless();
        try {
            file.channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1)));
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static NetrcFile nameless() throws IOException {
        Path named = draft();
        FileChannel channel = FileChannel.open(named, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Path descriptor = descriptor(named.toRealPath());
            Files.delete(named);
            return new NetrcFile(channel, descriptor);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Path draft() throws IOException {
        try {
            return Files.createTempFile(SHARED_MEMORY, "train", "");
        } catch (IOException e) {
            return Files.createTempFile("train", "");
        }
    }

    /** Returns the way to a file that we hold open, for processes of our user. */
    private static Path descriptor(Path file) throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OWN_DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (isLinkTo(file, descriptor)) {
                    return Path.of(
                                    "/proc",
                                    Long.toString(ProcessHandle.current().pid()),
                                    "fd")
                            .resolve(descriptor.getFileName());
                }
            }
        }
        throw new IOException("no descriptor in " + OWN_DESCRIPTORS + " leads to " + file);
    }

    private static boolean isLinkTo(Path file, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            // Closed since, or of the listing itself.
            return false;
        }
    }

    /** Returns where our children find it. */
    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
