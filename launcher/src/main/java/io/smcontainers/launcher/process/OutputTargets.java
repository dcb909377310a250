package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.Redactor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/**
 * Where a process's output goes.
 *
 * @param stdout for its standard output
 * @param stderr for its standard error
 */
public record OutputTargets(OutputStream stdout, OutputStream stderr) {
    /** Returns our own standard output and error, unbuffered: System.out would re-encode and buffer. */
    public static OutputTargets ours() {
        return new OutputTargets(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    /** Returns targets that nobody reads. */
    public static OutputTargets discarded() {
        return new OutputTargets(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    /** Returns these targets behind a filter that takes secrets out of each line: for installers, not for the user's program. */
    public OutputTargets redacted(Redactor redactor) {
        return new OutputTargets(
                new RedactingOutputStream(stdout, redactor), new RedactingOutputStream(stderr, redactor));
    }
}
