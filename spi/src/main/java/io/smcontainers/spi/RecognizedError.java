package io.smcontainers.spi;

import java.util.List;
import java.util.Optional;

/**
 * An error that a program's output tells of. Start from {@link #of} and add what is known:
 *
 * <pre>{@code
 * return RecognizedError.of(7, Certainty.LIKELY, "ValueError: bad learning rate").withRank("1");
 * }</pre>
 *
 * @param firstLine index of the first of its lines: a traceback's header
 * @param lastLine index of the last of its lines
 * @param certainty how sure it is that this is why the program failed
 * @param message what went wrong: the exception's class and message
 * @param context what else the reader should see beside the message, such as {@code caused by KeyError: 'lr'}; empty if nothing
 * @param frames where, innermost first; empty if that is not told
 * @param rank the process of a distributed program that failed, if the error itself names it, such as {@code 1}; else empty
 */
public record RecognizedError(
        int firstLine,
        int lastLine,
        Certainty certainty,
        String message,
        String context,
        List<ErrorFrame> frames,
        String rank) {
    /** Copies the list. */
    public RecognizedError {
        if (firstLine < 0 || lastLine < firstLine) {
            throw new IllegalArgumentException("an error has lines; these are " + firstLine + " to " + lastLine);
        }
        frames = List.copyOf(frames);
    }

    /** Returns an error that one line tells of. */
    public static RecognizedError of(int line, Certainty certainty, String message) {
        return of(line, line, certainty, message);
    }

    /** Returns an error that some lines tell of. */
    public static RecognizedError of(int firstLine, int lastLine, Certainty certainty, String message) {
        return new RecognizedError(firstLine, lastLine, certainty, message, "", List.of(), "");
    }

    /** Returns the same error with another certainty. */
    public RecognizedError withCertainty(Certainty other) {
        return new RecognizedError(firstLine, lastLine, other, message, context, frames, rank);
    }

    /** Returns the same error with a context. */
    public RecognizedError withContext(String other) {
        return new RecognizedError(firstLine, lastLine, certainty, message, other, frames, rank);
    }

    /** Returns the same error with its frames, innermost first. */
    public RecognizedError withFrames(List<ErrorFrame> others) {
        return new RecognizedError(firstLine, lastLine, certainty, message, context, others, rank);
    }

    /** Returns the same error with the rank that it names. */
    public RecognizedError withRank(String other) {
        return new RecognizedError(firstLine, lastLine, certainty, message, context, frames, other);
    }

    /** Returns the innermost frame of the user's own code; if it never got there, the innermost of all. */
    public Optional<ErrorFrame> place() {
        return frames.stream().filter(ErrorFrame::isUsers).findFirst().or(() -> frames.stream()
                .findFirst());
    }
}
