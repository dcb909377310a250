package io.smcontainers.launcher.process;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program's arguments and variables, cut to what Linux lets through. A variable that does not fit is written to a file,
 * whose path is in {@code <NAME>_FILE}; an option that does not fit is left out, and is in the file of SM_USER_ARGS.
 *
 * @param argv program and arguments
 * @param variables all variables
 * @param warnings what was left out, for the log
 */
public record FittedProgram(List<String> argv, Map<String, String> variables, List<String> warnings) {
    /** Variables that only repeat what others say; left out in this order if all together are too much. */
    private static final List<String> AGGREGATES =
            List.of("SM_TRAINING_ENV", "SM_HPS", "SM_USER_ARGS", "SM_RESOURCE_CONFIG", "SM_INPUT_DATA_CONFIG");

    private static final String ARGUMENTS = "SM_USER_ARGS";

    /** The values may be secrets, and the folder is in {@code /tmp}. */
    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Copies lists and map. */
    public FittedProgram {
        argv = List.copyOf(argv);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        warnings = List.copyOf(warnings);
    }

    /**
     * Cuts a program to fit.
     *
     * @param argv program and arguments
     * @param variables all variables
     * @param limits of the system
     * @param folder for the files; made only if one is needed
     */
    public static FittedProgram of(List<String> argv, Map<String, String> variables, ExecLimits limits, Path folder) {
        return new Fitting(argv, variables, limits, folder).fit();
    }

    /**
     * Makes the folder of such files, for its owner alone.
     *
     * @throws JobException if it cannot be made
     */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder, OURS_ALONE);
        } catch (IOException e) {
            throw new JobException(ErrorCode.IO_FAILED, "the folder " + folder + " cannot be made: " + e, e);
        }
    }

    /** The work of one cut. */
    private static final class Fitting {
        private final List<String> argv;
        private final Map<String, String> variables;
        private final ExecLimits limits;
        private final Path folder;
        private final List<String> warnings = new ArrayList<>();

        Fitting(List<String> argv, Map<String, String> variables, ExecLimits limits, Path folder) {
            this.argv = new ArrayList<>(argv);
            this.variables = new LinkedHashMap<>(variables);
            this.limits = limits;
            this.folder = folder;
        }

        FittedProgram fit() {
            dropLongArguments();
            for (String name : List.copyOf(variables.keySet())) {
                if (!limits.fits(name + "=" + variables.get(name))) {
                    moveToFile(name, "is longer than the " + limits.maxStringBytes() + " bytes that Linux allows");
                }
            }
            for (String name : AGGREGATES) {
                if (total() <= limits.maxTotalBytes()) {
                    break;
                }
                if (variables.containsKey(name)) {
                    moveToFile(name, "is left out, as all variables together are more than Linux allows");
                }
            }
            return new FittedProgram(argv, variables, warnings);
        }

        /** From the end, where the user's {@code --name value} pairs are; name and value go together. */
        private void dropLongArguments() {
            int end = argv.size();
            for (int i = end - 1; i > 0; i--) {
                if (isPassable(argv.get(i))) {
                    continue;
                }
                boolean isValue = (end - i) % 2 == 1;
                int first = isValue && i > 1 && argv.get(i - 1).startsWith("-") ? i - 1 : i;
                int last = !isValue && argv.get(i).startsWith("-") ? i + 1 : i;
                warnings.add("argument " + (first < i ? argv.get(first) : "number " + i)
                        + " is left out: no argument can be longer than " + limits.maxStringBytes()
                        + " bytes or hold NUL; read it from the file in " + ARGUMENTS + "_FILE");
                argv.subList(first, last + 1).clear();
                end -= last + 1 - first;
                i = first;
                if (variables.containsKey(ARGUMENTS)) {
                    writeFile(ARGUMENTS, variables.get(ARGUMENTS));
                }
            }
        }

        private boolean isPassable(String argument) {
            return limits.fits(argument) && argument.indexOf('\0') < 0;
        }

        private long total() {
            long total = 0;
            for (String argument : argv) {
                total += ExecLimits.cost(argument);
            }
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                total += ExecLimits.cost(variable.getKey() + "=" + variable.getValue());
            }
            return total;
        }

        private void moveToFile(String name, String why) {
            Path file = writeFile(name, variables.remove(name));
            warnings.add("environment variable " + name + " " + why + "; it is in the file that " + name
                    + "_FILE names, " + file);
        }

        private Path writeFile(String name, String value) {
            try {
                Files.createDirectories(folder, OURS_ALONE);
                // Not writeString, which refuses half a surrogate pair.
                Path file = Files.write(folder.resolve(fileName(name)), value.getBytes(StandardCharsets.UTF_8));
                variables.put(name + "_FILE", file.toString());
                return file;
            } catch (IOException e) {
                throw new JobException(
                        ErrorCode.IO_FAILED,
                        "environment variable " + name + " is too long for Linux, and cannot be written to a file in "
                                + folder + ": " + e,
                        e);
            }
        }

        /** Two names must not become one, nor longer than file names can be. */
        private static String fileName(String name) {
            return name.matches("[\\w.-]{1,200}")
                    ? name
                    : "SM_" + Integer.toHexString(name.hashCode()) + "_" + name.length();
        }
    }
}
