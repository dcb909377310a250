package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.TrainingImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The built tarball in images: Debian alone ({@code base}), and with {@code python}, {@code java} or {@code mpi}. The recipes
 * are in {@code src/containers}. Each is made once for all tests, when the first one asks for it.
 */
final class ToolkitImages {
    /** What all tests are tagged with that run containers. */
    static final String TAG = "containers";

    private static final Map<String, String> IMAGES = new ConcurrentHashMap<>();

    private static final Map<String, String> TAGS = new ConcurrentHashMap<>();

    private ToolkitImages() {}

    /** Returns an image with the tarball in it, unpacked and warmed. */
    static String on(String base) {
        return IMAGES.computeIfAbsent(base, name -> startingFrom(name).build());
    }

    /** Starts an image with the tarball in it, for a test that adds something. */
    static TrainingImage startingFrom(String base) {
        return TrainingImage.from(tag(base)).toolkit(tarball());
    }

    /** Returns the tag of an image without the tarball. */
    static String tag(String base) {
        return TAGS.computeIfAbsent(base, ToolkitImages::prepare);
    }

    private static String prepare(String base) {
        try {
            Process prepare = new ProcessBuilder("src/containers/prepare", "image", base)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String tag = new String(prepare.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(prepare.waitFor())
                    .as("src/containers/prepare image " + base)
                    .isZero();
            return tag;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the built tarball. */
    static Path tarball() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("train.distribution")))) {
            List<Path> tarballs = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("sagemaker-containers-" + System.getProperty("train.version")
                                    + "-linux-.*\\.tar\\.gz"))
                    .toList();
            assertThat(tarballs).hasSize(1);
            return tarballs.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
