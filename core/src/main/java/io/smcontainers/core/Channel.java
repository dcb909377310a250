package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A named input of the job.
 *
 * @param name such as {@code training}
 * @param path the folder of a File or FastFile channel; in Pipe mode it does not exist, see {@link #pipe}
 * @param description the channel's entry in {@code inputdataconfig.json}, with keys this library does not know too
 */
public record Channel(String name, Path path, JsonNode description) {
    /** Returns how the data arrive: {@code File}, {@code Pipe} or {@code FastFile}; {@code File} if the file does not say. */
    public String inputMode() {
        return description.path("TrainingInputMode").asText("File");
    }

    /** Returns the MIME type the job names for the data. */
    public Optional<String> contentType() {
        return Optional.ofNullable(description.path("ContentType").textValue());
    }

    /**
     * Returns the FIFO that a Pipe channel's data come through.
     *
     * @param epoch the pass over the data, from 0; each has a FIFO of its own
     */
    public Path pipe(int epoch) {
        return path.resolveSibling(name + "_" + epoch);
    }
}
