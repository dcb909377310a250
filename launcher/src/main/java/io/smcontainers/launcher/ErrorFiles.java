package io.smcontainers.launcher;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.ErrorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files in which a program says why it failed: named to it before, read when it has failed. */
final class ErrorFiles {
    private static final int MAX_BYTES = 1024 * 1024;

    private final List<ErrorFile> declared;
    private final Map<ErrorFile, Path> paths = new LinkedHashMap<>();
    private final JobLog log;

    /**
     * Chooses paths.
     *
     * @param declared by the plan
     * @param variables of the program; what the user has set stays, and names the file
     * @param folder for the others
     */
    ErrorFiles(List<ErrorFile> declared, Map<String, String> variables, Path folder, JobLog log) {
        this.declared = declared;
        this.log = log;
        for (ErrorFile file : declared) {
            String set = variables.getOrDefault(file.variable(), "");
            paths.put(file, set.isEmpty() ? folder.resolve(file.variable()) : Path.of(set));
        }
    }

    /** Returns a command that knows the paths. */
    Command named(Command program) {
        Command result = program;
        for (ErrorFile file : declared) {
            result = result.withVariable(file.variable(), String.valueOf(paths.get(file)));
        }
        return result;
    }

    /** Returns a program's output with what the files say behind it, where errors count most. */
    String appendedTo(String output) {
        StringBuilder all = new StringBuilder(output);
        paths.forEach((file, path) -> {
            if (Files.isRegularFile(path)) {
                String text = read(file, path);
                if (!text.isEmpty()) {
                    all.append(all.isEmpty() || all.charAt(all.length() - 1) == '\n' ? "" : "\n")
                            .append(text)
                            .append('\n');
                }
            }
        });
        return all.toString();
    }

    private String read(ErrorFile file, Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return file.reader().apply(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            log.warn(path + " (" + file.variable() + ") was not read: " + e);
            return "";
        }
    }
}
