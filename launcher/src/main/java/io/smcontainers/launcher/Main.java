package io.smcontainers.launcher;

import io.smcontainers.launcher.command.LocalCommands;

/**
 * The program {@code train}. What SageMaker starts, with no argument or the single argument {@code train}, is the job; anything
 * else is for people, and only that loads the command-line parser.
 */
public final class Main {
    private static final String TRAIN = "train";

    private Main() {}

    /** Runs the job or a local command, and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        Signals.requestStopOn(surroundings.stop());
        boolean isJob = arguments.length == 0 || arguments.length == 1 && arguments[0].equals(TRAIN);
        int exitCode = isJob ? new Launcher(surroundings).run() : LocalCommands.run(surroundings, arguments);
        // Not exit: its hooks would wait for us if a signal came meanwhile.
        Runtime.getRuntime().halt(exitCode);
    }
}
