package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.RecognizedError;
import java.util.Optional;

/**
 * An error and where it was found.
 *
 * @param error the error
 * @param source the lines that its indexes count
 * @param isStandardError whether they are standard error's rather than standard output's
 */
record FoundError(RecognizedError error, RankLines source, boolean isStandardError) {
    Certainty certainty() {
        return error.certainty();
    }

    /** The process that wrote it: {@code rank 1}; empty if that is not known. */
    String label() {
        return source.label();
    }

    /** What it tells of the end of a rank, if that is all it tells. */
    Optional<RankEnd> rankEnd() {
        return RankEnd.in(error.message());
    }

    /** Where it ends in its stream. */
    int position() {
        return source.numbers().get(error.lastLine());
    }

    FoundError with(RecognizedError other) {
        return new FoundError(other, source, isStandardError);
    }
}
