package io.smcontainers.spi;

import java.util.List;

/**
 * Recognises in a program's output what one kind of program, such as one written in Python, says when it fails. For an error
 * of a single line see {@link ErrorPattern}.
 *
 * <p>Say what the lines look like; what they are worth in their surroundings is the launcher's work, the same for all kinds: it
 * passes over errors that were handled ({@code ignoring}, {@code falling back}, log lines below ERROR), lowers those that a logger
 * wrote, and of one error within another takes the longer one.
 */
public interface ErrorRecognizer {
    /** Returns the name, for warnings: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Finds all errors in the last output of a program that failed. There may be 100,000 lines of it, so rule out the many with
     * a cheap test, and let no regular expression backtrack.
     *
     * @param lines of one stream and one process: without line ends, colours and the prefixes of ranks, and each of 4,000
     *     characters at most; the list gives quick access by index
     * @return the errors, in any order
     */
    List<RecognizedError> recognize(List<String> lines);
}
