package io.smcontainers.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Copies lists and map. */
    public FittedProgram {
        argv = List.copyOf(argv);
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
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
                if (total() > limits.maxTotalBytes() && variables.containsKey(name)) {
                    moveToFile(name, "is left out, as all variables together are more than Linux allows");
                }
            }
            return new FittedProgram(argv, variables, warnings);
        }

        /** From the end, where the user's {@code --name value} pairs are; the name goes with its value. */
        private void dropLongArguments() {
            for (int i = argv.size() - 1; i > 0; i--) {
                String argument = argv.get(i);
                if (limits.fits(argument) && argument.indexOf('\0') < 0) {
                    continue;
                }
                argv.remove(i);
                String option = argv.get(i - 1).startsWith("-") ? argv.remove(--i) : "number " + i;
                warnings.add(
                        "argument " + option + " is left out: no argument can be longer than " + limits.maxStringBytes()
                                + " bytes or hold NUL; read it from the file in " + ARGUMENTS + "_FILE");
                if (variables.containsKey(ARGUMENTS)) {
                    writeFile(ARGUMENTS, variables.get(ARGUMENTS));
                }
            }
        }

        private long total() {
            long arguments = argv.stream().mapToLong(ExecLimits::cost).sum();
            return arguments
                    + variables.entrySet().stream()
                            .mapToLong(variable -> ExecLimits.cost(variable.getKey() + "=" + variable.getValue()))
                            .sum();
        }

        private void moveToFile(String name, String why) {
            Path file = writeFile(name, variables.remove(name));
            warnings.add("environment variable " + name + " " + why + "; it is in the file that " + name
                    + "_FILE names, " + file);
        }

        private Path writeFile(String name, String value) {
            try {
                Files.createDirectories(folder);
                Path file = Files.writeString(folder.resolve(name.replace('/', '_')), value);
                variables.put(name + "_FILE", file.toString());
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException("writing " + name + " to " + folder, e);
            }
        }
    }
}
