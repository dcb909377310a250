package io.smcontainers.launcher.outcome;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.launcher.process.UnixSignal;
import io.smcontainers.spi.ErrorPattern;
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
     * Returns the text of a process that failed.
     *
     * @param code what failed
     * @param argv the process
     * @param result how it ended
     * @param patterns how its kind tells why
     */
    public String of(ErrorCode code, List<String> argv, ProcessResult result, List<ErrorPattern> patterns) {
        return of(code, argv, result, patterns, "");
    }

    /**
     * Returns the text of a process that failed.
     *
     * @param code what failed
     * @param argv the process
     * @param result how it ended
     * @param patterns how its kind tells why
     * @param extraInfo what else the reader should know, or empty
     */
    public String of(
            ErrorCode code, List<String> argv, ProcessResult result, List<ErrorPattern> patterns, String extraInfo) {
        String command = redactor.commandLine(argv);
        String shown = command.length() <= MAX_COMMAND_CHARACTERS
                ? command
                : command.substring(0, MAX_COMMAND_CHARACTERS) + "...";
        String extra = extraInfo.isEmpty() ? "" : "\nExtraInfo \"" + extraInfo + "\"";
        return redactor.redact("%s:\nExitCode %d\nErrorMessage \"%s\"%s\nCommand \"%s\""
                .formatted(code.firstWord(), result.exitCode(), ErrorMessage.of(result, patterns), extra, shown));
    }

    /**
     * Returns the failure of a process.
     *
     * @param code what failed
     * @param kind whose problem it is
     * @param argv the process
     * @param result how it ended
     * @param patterns how its kind tells why
     * @param meaning what its exit code means, or empty
     */
    public Failure failure(
            ErrorCode code,
            ErrorKind kind,
            List<String> argv,
            ProcessResult result,
            List<ErrorPattern> patterns,
            String meaning) {
        return new Failure(
                code,
                kind,
                result.exitCode(),
                cause(result, patterns),
                List.of(),
                of(code, argv, result, patterns, meaning));
    }

    /** Returns the failure of a job that an exception ended. */
    public Failure failure(Throwable error) {
        return Failure.of(error, of(error));
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

    /** Returns the one line of a process's output that tells best why it failed. */
    public String cause(ProcessResult result, List<ErrorPattern> patterns) {
        return redactor.redact(
                ErrorMessage.of(result, patterns).lines().findFirst().orElse(""));
    }

    /** Returns the text of an error of the job, or of our own. Only a defect of ours shows its stack trace. */
    public String of(Throwable error) {
        if (error instanceof JobException job && job.code().kind() != ErrorKind.INTERNAL) {
            return redactor.redact(job.code().firstWord() + ": " + job.getMessage());
        }
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace, true));
        return redactor.redact(ErrorCode.INTERNAL.firstWord() + ": " + error + "\n" + trace);
    }
}
