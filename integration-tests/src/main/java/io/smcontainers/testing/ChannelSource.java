package io.smcontainers.testing;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel's data come from.
 *
 * @param path a folder, or a file
 * @param type ContentType, if the job says one
 */
record ChannelSource(Path path, @Nullable String type) {
    Optional<String> contentType() {
        return Optional.ofNullable(type);
    }
}
