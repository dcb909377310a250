package io.smcontainers.launcher.process;

/**
 * How a process ended.
 *
 * @param exitCode its exit code; 128+n if signal n killed it
 * @param stdoutTail the last of what it wrote to standard output
 * @param stderrTail the last of what it wrote to standard error
 */
public record ProcessResult(int exitCode, String stdoutTail, String stderrTail) {
    /** Returns whether the process succeeded. */
    public boolean isSuccess() {
        return exitCode == 0;
    }
}
