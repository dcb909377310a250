package io.smcontainers.spi;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that the program a job names is there, with the same words for every kind of program. */
public final class EntryPointCheck {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_FILES = 2_000;
    private static final int MAX_LISTED = 12;

    private EntryPointCheck() {}

    /**
     * Returns if the program is a file in the code folder.
     *
     * @param job the job
     * @throws JobException with code MISSING_ENTRY_POINT if not, naming what is there and what may have been meant
     */
    public static void requireFile(TrainingJob job) {
        String name = job.programName().orElseThrow(() -> missing(job));
        if (!job.hasFile(name)) {
            throw notThere(job, name);
        }
    }

    /** Returns the error of a job that does not say what to run. */
    public static JobException missing(TrainingJob job) {
        return new JobException(
                ErrorCode.MISSING_ENTRY_POINT,
                "hyperparameters.json: 'sagemaker_program' is missing, and so is the environment variable SAGEMAKER_PROGRAM;"
                        + " expected the name of the program to run. " + folderHolds(job.codeDir()));
    }

    /** Returns the error of a job whose program is not there. */
    public static JobException notThere(TrainingJob job, String name) {
        String source = job.variable("SAGEMAKER_PROGRAM").isPresent()
                ? "environment variable SAGEMAKER_PROGRAM: it is '"
                : "hyperparameters.json: 'sagemaker_program' is '";
        String what =
                Files.isDirectory(job.codeDir().resolve(name)) ? "', which is a folder in " : "', which is not in ";
        String suggestion = suggestion(job.codeDir(), name)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(";");
        return new JobException(
                ErrorCode.MISSING_ENTRY_POINT,
                source + name + what + job.codeDir() + suggestion + " " + folderHolds(job.codeDir()));
    }

    private static Optional<String> suggestion(Path codeDir, String name) {
        List<String> files = files(codeDir);
        String fileName = name.substring(name.lastIndexOf('/') + 1);
        Optional<String> elsewhere = files.stream()
                .filter(file -> file.substring(file.lastIndexOf('/') + 1).equals(fileName))
                .findFirst();
        return elsewhere.isPresent() ? elsewhere : NearestName.of(name, files);
    }

    private static List<String> files(Path codeDir) {
        try (Stream<Path> tree = Files.walk(codeDir, MAX_DEPTH)) {
            return tree.filter(Files::isRegularFile)
                    .limit(MAX_FILES)
                    .map(file -> codeDir.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String folderHolds(Path codeDir) {
        try (Stream<Path> list = Files.list(codeDir)) {
            List<String> names = list.map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                return "The folder is empty: is 'sagemaker_submit_directory' set?";
            }
            String more = names.size() > MAX_LISTED ? " and " + (names.size() - MAX_LISTED) + " more" : "";
            return "The folder holds " + names.stream().limit(MAX_LISTED).collect(Collectors.joining(", ")) + more
                    + ".";
        } catch (IOException e) {
            return "The folder cannot be listed: " + e + ".";
        }
    }
}
