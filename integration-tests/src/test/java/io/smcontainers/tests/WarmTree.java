package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A copy of the built tree on which {@code train warm} was run, as in an image: it starts in half the processor time, and the
 * tests start it some hundred times. What is built stays as it is, for {@link TarballIT}.
 */
final class WarmTree {
    private WarmTree() {}

    /** Returns the copy, which the first caller makes. */
    static Path home() {
        return Holder.HOME;
    }

    private static final class Holder {
        private static final Path HOME = make();

        private static Path make() {
            try {
                Path home = Path.of("target/warm-tree").toAbsolutePath();
                run("rm", "-rf", home.toString());
                // Links cost nothing, and what warming adds are files of their own.
                run("cp", "-al", Train.home().toString(), home.toString());
                run(home.resolve("bin/train").toString(), "warm");
                return home;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void run(String... argv) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
    }
}
