package io.smcontainers.launcher.process;

/**
 * How a process ended.
 *
 * @param exitCode its exit code; 128+n if signal n killed it
 * @param killed whether we killed it, because it did not end in time after a stop request
 * @param stdoutTail the last of what it wrote to standard output
 * @param stderrTail the last of what it wrote to standard error
 */
public record ProcessResult(int exitCode, boolean killed, String stdoutTail, String stderrTail) {
    /** Creates the result of a process that ended by itself. */
    public ProcessResult(int exitCode, String stdoutTail, String stderrTail) {
        this(exitCode, false, stdoutTail, stderrTail);
    }

    /** Returns whether the process succeeded. */
    public boolean isSuccess() {
        return exitCode == 0;
    }
}
