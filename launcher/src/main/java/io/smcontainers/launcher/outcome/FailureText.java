package io.smcontainers.launcher.outcome;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.ProcessResult;
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
     * Returns the text of a process that failed.
     *
     * @param code what failed
     * @param argv the process
     * @param exitCode how it ended
     * @param diagnosis why
     */
    public String of(ErrorCode code, List<String> argv, int exitCode, Diagnosis diagnosis) {
        return of(code, argv, exitCode, diagnosis, "");
    }

    /**
     * Returns the text of a process that failed.
     *
     * @param code what failed
     * @param argv the process
     * @param exitCode how it ended
     * @param diagnosis why
     * @param extraInfo what else the reader should know, or empty
     */
    public String of(ErrorCode code, List<String> argv, int exitCode, Diagnosis diagnosis, String extraInfo) {
        String command = redactor.commandLine(argv);
        String shown = command.length() <= MAX_COMMAND_CHARACTERS
                ? command
                : command.substring(0, MAX_COMMAND_CHARACTERS) + "...";
        String extra = extraInfo.isEmpty() ? "" : "\nExtraInfo \"" + extraInfo + "\"";
        return redactor.redact("%s:\nExitCode %d\nErrorMessage \"%s\"%s\nCommand \"%s\""
                .formatted(code.firstWord(), exitCode, diagnosis.text(), extra, shown));
    }

    /**
     * Returns the failure of a process.
     *
     * @param code what failed
     * @param exitCode of {@code train}
     * @param argv the process
     * @param result how it ended
     * @param diagnosis why
     * @param extraInfo what else the reader should know, or empty
     */
    public Failure failure(
            ErrorCode code,
            int exitCode,
            List<String> argv,
            ProcessResult result,
            Diagnosis diagnosis,
            String extraInfo) {
        String text = of(code, argv, result.exitCode(), diagnosis, extraInfo);
        return new Failure(code, code.kind(), exitCode, diagnosis.summary(), diagnosis.frames(), text);
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
