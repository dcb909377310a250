package io.smcontainers.launcher.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A named pipe each for the standard output and error of one process, in the place of the JDK's own pipes. When a process
 * ends, the JDK takes what its pipes hold at that moment and closes them: what a grandchild writes afterwards, such as the
 * {@code tee} of {@code exec > >(tee log)}, would be lost, and so would be the news that somebody still writes. These end when
 * the last writer has closed them, and not before (fifo(7)).
 */
final class OutputPipes implements AutoCloseable {
    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final Path stdout;
    private final Path stderr;

    /** Open for reading and writing, which does not wait for another end, and keeps each pipe open until a process has it. */
    private final List<RandomAccessFile> holders;

    private OutputPipes(Path folder, Path stdout, Path stderr) throws IOException {
        this.folder = folder;
        this.stdout = stdout;
        this.stderr = stderr;
        this.holders =
                List.of(new RandomAccessFile(stdout.toFile(), "rw"), new RandomAccessFile(stderr.toFile(), "rw"));
    }

    /**
     * Makes the pipes. Java cannot; {@code mkfifo} is in coreutils and busybox.
     *
     * @param parent holds their folder, which {@link #close} deletes
     * @param children starts {@code mkfifo}
     * @throws IOException if there is no such program, or nothing may be written there
     */
    static OutputPipes make(Path parent, OwnChildren children) throws IOException, InterruptedException {
        // Not createTempDirectory, whose random numbers take longer than all the rest. The mode keeps others out.
        Path folder = Files.createDirectory(
                parent.resolve(
                        "train-output-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime())),
                OURS_ALONE);
        Path stdout = folder.resolve("stdout");
        Path stderr = folder.resolve("stderr");
        try {
            Process mkfifo = children.start(new ProcessBuilder("mkfifo", stdout.toString(), stderr.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD));
            if (mkfifo.waitFor() != 0) {
                throw new IOException("mkfifo in " + folder + " ended with " + mkfifo.exitValue());
            }
            return new OutputPipes(folder, stdout, stderr);
        } catch (IOException | InterruptedException e) {
            delete(stdout, stderr, folder);
            throw e;
        }
    }

    /** Has a process that is not started yet write to the pipes. */
    void redirect(ProcessBuilder builder) {
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(stdout.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()));
    }

    /** Opens the end where the standard output arrives. */
    InputStream openStdout() throws IOException {
        return new FileInputStream(stdout.toFile());
    }

    /** Opens the end where the standard error arrives. */
    InputStream openStderr() throws IOException {
        return new FileInputStream(stderr.toFile());
    }

    /** Leaves the pipes to those that have them open, and deletes their names. */
    @Override
    public void close() {
        try {
            for (RandomAccessFile holder : holders) {
                holder.close();
            }
            delete(stdout, stderr, folder);
        } catch (IOException e) {
            // The program runs already, and is not to fail of a name that stays behind.
        }
    }

    private static void delete(Path... files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
