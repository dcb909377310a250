package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An NVML without a GPU, compiled from nvml.c, and a file system root that has the driver's devices. */
final class FakeNvml {
    private static final String FILE = "libnvidia-ml.so.1";

    private final Path folder;

    private FakeNvml(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes one.
     *
     * @param folder where it is made; each test has one of its own, and so a library of its own
     * @param settings lines for nvml.c
     */
    static FakeNvml in(Path folder, List<String> settings) {
        return copied(Holder.NEW, folder, settings);
    }

    /** Makes one that has only the functions of an old driver. */
    static FakeNvml old(Path folder, List<String> settings) {
        return copied(Holder.OLD, folder, settings);
    }

    private static FakeNvml copied(Path built, Path folder, List<String> settings) {
        try {
            Files.copy(built.resolve(FILE), folder.resolve(FILE));
            Path devices = Files.createDirectories(folder.resolve("dev"));
            Files.createFile(devices.resolve("nvidiactl"));
            Files.createFile(devices.resolve("nvidia-uvm"));
            FakeNvml fake = new FakeNvml(folder);
            fake.set(settings);
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets what the next initialisation finds. */
    void set(List<String> settings) throws IOException {
        Files.write(folder.resolve("nvml.conf"), settings);
    }

    /** Returns what to load. */
    List<String> names() {
        return List.of(folder.resolve(FILE).toString());
    }

    NvidiaProbe probe() {
        return new NvidiaProbe(names());
    }

    Machine machine(Map<String, String> variables) {
        return new Machine(folder, variables);
    }

    /** Returns each initialisation and shutdown so far. */
    List<String> log() {
        Path log = folder.resolve("nvml.log");
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        private static final Path NEW = build("nvml");
        private static final Path OLD = build("nvml-old", "-DOLD");

        private static Path build(String name, String... options) {
            try {
                Path folder = Files.createDirectories(Path.of("target", name));
                List<String> argv = new ArrayList<>(List.of("sh", "src/test/c/build", folder.toString()));
                argv.addAll(List.of(options));
                Process process =
                        new ProcessBuilder(argv).redirectErrorStream(true).start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(said).isZero();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
