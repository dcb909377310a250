package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Says what the file system says in words that a person can act on. */
final class IoProblem {
    /** Linux' words for ENOSPC and EDQUOT, which Java passes on without a type. */
    private static final List<String> NO_SPACE = List.of("No space left on device", "Disk quota exceeded");

    private IoProblem() {}

    /** Returns the error of a job that could not read. */
    static JobException reading(String what, IOException cause) {
        return of("cannot read " + what, "", cause);
    }

    /** Returns the error of a job that could not write into a folder. */
    static JobException writing(String what, Path folder, IOException cause) {
        String advice = isNoSpace(cause)
                ? "; make room in the file system of " + folder + ", or give the job a larger volume (VolumeSizeInGB)"
                : "";
        return of("cannot write " + what, advice, cause);
    }

    /**
     * Writes, and throws the error of the job if that fails.
     *
     * @param what completes "cannot write"
     * @param folder where
     */
    static <T> T whileWriting(String what, Path folder, Writing<T> writing) throws Refusal {
        try {
            return writing.write();
        } catch (IOException e) {
            throw writing(what, folder, e);
        } catch (InvalidPathException e) {
            String advice = "; Java takes file names for " + System.getProperty("sun.jnu.encoding")
                    + " here, set environment variable LC_ALL to C.UTF-8";
            throw new JobException(ErrorCode.IO_FAILED, "cannot write " + what + ": " + e.getReason() + advice, e);
        }
    }

    /** Something that writes and may find reason not to. */
    interface Writing<T> {
        T write() throws IOException, Refusal;
    }

    private static JobException of(String action, String advice, IOException cause) {
        ErrorCode code = cause instanceof AccessDeniedException ? ErrorCode.PERMISSION_DENIED : ErrorCode.IO_FAILED;
        return new JobException(code, action + ": " + reason(action, cause) + advice, cause);
    }

    private static boolean isNoSpace(IOException cause) {
        return NO_SPACE.stream().anyMatch(String.valueOf(cause.getMessage())::contains);
    }

    private static String reason(String action, IOException cause) {
        if (!(cause instanceof FileSystemException problem)) {
            return cause.getMessage() == null ? cause.toString() : cause.getMessage();
        }
        String file = problem.getFile();
        return reason(problem) + (file == null || action.contains(file) ? "" : " (" + file + ")");
    }

    /** These have their reason in their type and none in their text. */
    private static String reason(FileSystemException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied for user " + System.getProperty("user.name");
        }
        if (problem instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "something else is in its place";
        }
        return problem.getReason() == null ? problem.toString() : problem.getReason();
    }
}
