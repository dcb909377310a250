package io.smcontainers.testing;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image made for tests: a base, the toolkit, and what a Dockerfile would add. It is removed when the tests have ended.
 *
 * <pre>{@code
 * String image = TrainingImage.from("my-framework:1.0").toolkit(Path.of("sagemaker-containers-linux-x86_64.tar.gz")).build();
 * }</pre>
 */
public final class TrainingImage {
    private final List<String> instructions = new ArrayList<>();
    private final Map<String, Path> files = new LinkedHashMap<>();

    private TrainingImage(String base) {
        instructions.add("FROM " + base);
        // First of all, so that every layer is known as ours, should the build be interrupted.
        Engine.labels().forEach((name, value) -> instructions.add("LABEL \"" + name + "\"=\"" + value + "\""));
    }

    /** Starts with an image that the engine has, or can pull. */
    public static TrainingImage from(String base) {
        return new TrainingImage(base);
    }

    /** Adds the toolkit as its README says: the tarball below {@code /opt}, {@code train} on PATH, warmed. */
    public TrainingImage toolkit(Path tarball) {
        files.put("toolkit.tar.gz", tarball);
        return instruction("ADD toolkit.tar.gz /opt/")
                .instruction("RUN ln -s /opt/sagemaker-containers/bin/train /usr/local/bin/train && train warm");
    }

    /** Adds a file, or what is in a folder, at an absolute path. */
    public TrainingImage copy(Path from, String to) {
        String name = "file-" + files.size();
        files.put(name, from);
        return instruction("COPY [\"" + name + "\", \"" + to + "\"]");
    }

    /** Adds a line of a Dockerfile, such as {@code USER 1000}. */
    public TrainingImage instruction(String line) {
        instructions.add(line);
        return this;
    }

    /**
     * Builds the image.
     *
     * @return its id, for {@link SageMakerTrainingJob#of(String)}
     */
    public String build() {
        try (FolderArchive context = new FolderArchive()) {
            context.file("Dockerfile", String.join("\n", instructions) + "\n");
            for (Map.Entry<String, Path> file : files.entrySet()) {
                context.tree(file.getKey(), file.getValue());
            }
            try (InputStream tar = Files.newInputStream(context.finish())) {
                return Engine.client()
                        .buildImageCmd(tar)
                        .withRemove(true)
                        .withForcerm(true)
                        .exec(new BuildImageResultCallback())
                        .awaitImageId();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
