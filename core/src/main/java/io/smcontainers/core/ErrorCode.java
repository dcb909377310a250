package io.smcontainers.core;

/**
 * What went wrong, in the terms that leave the container: the exit code of {@code train} and the first word of the failure
 * file. Exit codes carry the names of {@code sysexits.h}; the first words are those of the Python toolkit where it has one,
 * so that what people search for in old jobs is still found.
 */
public enum ErrorCode {
    /** The user's program ended with an error; the exit code is the program's own, this one is used if there is none. */
    USER_PROGRAM_FAILED(ErrorKind.USER, 1, "ExecuteUserScriptError"),
    /** A configuration file, hyperparameter or environment variable is wrong (EX_CONFIG). */
    INVALID_CONFIGURATION(ErrorKind.USER, 78, "ConfigurationError"),
    /** The user's program is not named, or is not where the job says (EX_NOINPUT). */
    MISSING_ENTRY_POINT(ErrorKind.USER, 66, "ConfigurationError"),
    /** The code archive is damaged or unsafe (EX_DATAERR). */
    INVALID_ARCHIVE(ErrorKind.USER, 65, "DownloadError"),
    /** Code could not be fetched (EX_UNAVAILABLE). */
    DOWNLOAD_FAILED(ErrorKind.EXTERNAL, 69, "DownloadError"),
    /** Who has the code does not give it to this job (EX_NOPERM). */
    DOWNLOAD_DENIED(ErrorKind.EXTERNAL, 77, "DownloadError"),
    /** A requirement could not be installed (EX_UNAVAILABLE). */
    INSTALL_REQUIREMENTS_FAILED(ErrorKind.EXTERNAL, 69, "InstallRequirementsError"),
    /** The user's package could not be installed (EX_UNAVAILABLE). */
    INSTALL_MODULE_FAILED(ErrorKind.EXTERNAL, 69, "InstallModuleError"),
    /** A program, runtime or host that the job needs is not there (EX_UNAVAILABLE). */
    DEPENDENCY_UNAVAILABLE(ErrorKind.EXTERNAL, 69, "ConfigurationError"),
    /** A file or folder may not be read, written or run (EX_NOPERM). */
    PERMISSION_DENIED(ErrorKind.RESOURCE, 77, "ConfigurationError"),
    /** Reading or writing failed (EX_IOERR). */
    IO_FAILED(ErrorKind.RESOURCE, 74, "Framework Error"),
    /** A defect of ours, or of a plugin (EX_SOFTWARE). */
    INTERNAL(ErrorKind.INTERNAL, 70, "Framework Error");

    private final ErrorKind kind;
    private final int exitCode;
    private final String firstWord;

    ErrorCode(ErrorKind kind, int exitCode, String firstWord) {
        this.kind = kind;
        this.exitCode = exitCode;
        this.firstWord = firstWord;
    }

    /** Returns whose problem this is. */
    public ErrorKind kind() {
        return kind;
    }

    /** Returns the exit code of {@code train}, never 0. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns what the failure file starts with, before the colon. */
    public String firstWord() {
        return firstWord;
    }
}
