package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** NVIDIA's driver without a GPU: device files in a mount namespace, and the library of the tests of gpu-nvml. */
final class FakeDriver {
    private static final Path TESTS = Path.of("../gpu-nvml/src/test");

    private final Path folder;

    private FakeDriver(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes one. The test is skipped where mount namespaces are not permitted.
     *
     * @param folder of its own
     * @param settings lines for nvml.c
     */
    static FakeDriver in(Path folder, String... settings) {
        Ended attempt = run(program(), "true");
        assumeTrue(attempt.exitCode == 0, "needs a mount namespace, which is not permitted here: " + attempt.said);
        try {
            Files.createDirectories(folder);
            Ended built = run("sh", TESTS.resolve("c/build").toString(), folder.toString());
            assertThat(built.exitCode).as(built.said).isZero();
            Files.write(folder.resolve("nvml.conf"), List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FakeDriver(folder);
    }

    /** Has train find it. */
    Train under(Train train) {
        return train.under(program()).with("LD_LIBRARY_PATH", folder.toString());
    }

    /** Returns the script that compares what train finds with what nvidia-smi says. */
    Path compare() {
        return TESTS.resolve("gpu/compare").toAbsolutePath().normalize();
    }

    Path folder() {
        return folder;
    }

    /** Returns each initialisation and shutdown of NVML. */
    List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("nvml.log"));
    }

    private static String program() {
        return TESTS.resolve("gpu/with-devices").toAbsolutePath().normalize().toString();
    }

    private static Ended run(String... argv) {
        try {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Ended(int exitCode, String said) {}
}
