package io.smcontainers.launcher.outcome;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * Writes failure texts, in the shape of the Python toolkit's but with the cause first: SageMaker shows the first 1024
 * characters as FailureReason and cuts the rest.
 */
public final class FailureText {
    private static final int MAX_COMMAND_CHARACTERS = 2_000;

    private final Redactor redactor;

    /**
     * Creates a writer.
     *
     * @param redactor takes secrets out of each text
     */
    public FailureText(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Returns the failure of a process.
     *
     * @param code what failed; of the user's program the exit code is that of {@code train} too
     * @param argv the process
     * @param exitCode how it ended
     * @param diagnosis why
     * @param extraInfo what else the reader should know, or empty
     */
    public Failure of(ErrorCode code, List<String> argv, int exitCode, Diagnosis diagnosis, String extraInfo) {
        String command = redactor.commandLine(argv);
        String shown = command.length() <= MAX_COMMAND_CHARACTERS
                ? command
                : command.substring(0, MAX_COMMAND_CHARACTERS) + "...";
        String extra = extraInfo.isEmpty() ? "" : "\nExtraInfo \"" + extraInfo + "\"";
        String text = redactor.redact("%s:\nExitCode %d\nErrorMessage \"%s\"%s\nCommand \"%s\""
                .formatted(code.firstWord(), exitCode, diagnosis.text(), extra, shown));
        int ours = code == ErrorCode.USER_PROGRAM_FAILED ? exitCode : code.exitCode();
        return new Failure(code, code.kind(), ours, diagnosis.summary(), diagnosis.frames(), text);
    }

    /** Returns the failure of a job that an exception ended. Only a defect of ours shows its stack trace. */
    public Failure of(Throwable error) {
        ErrorCode code = error instanceof JobException job ? job.code() : ErrorCode.INTERNAL;
        String cause = redactor.redact(code.kind() == ErrorKind.INTERNAL ? error.toString() : error.getMessage());
        String details = code.kind() == ErrorKind.INTERNAL ? "\n" + redactor.redact(stackTrace(error)) : "";
        return new Failure(
                code, code.kind(), code.exitCode(), cause, List.of(), code.firstWord() + ": " + cause + details);
    }

    /**
     * Returns the failure of a job that was stopped before its program was started.
     *
     * @param signal that requested the stop
     * @param phase that it was in
     */
    public Failure stopped(UnixSignal signal, String phase) {
        ErrorCode code = ErrorCode.USER_PROGRAM_FAILED;
        String cause = "stop requested by " + signal + " in phase '" + phase + "', before the program was started";
        return new Failure(
                code, ErrorKind.EXTERNAL, signal.exitCode(), cause, List.of(), code.firstWord() + ": " + cause);
    }

    private static String stackTrace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
