package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.launcher.command.LocalCommands;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.process.orphan.OrphanReaper;

/**
 * The program {@code train}. What SageMaker starts, with no argument or the single argument {@code train}, is the job; anything
 * else is for people, and only that loads the command-line parser.
 */
public final class Main {
    private static final String TRAIN = "train";
    private static final String WARM = "warm";

    private Main() {}

    /** Runs the job or a local command, and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        int exitCode = ErrorCode.INTERNAL.exitCode();
        try {
            exitCode = run(arguments);
        } catch (Throwable e) {
            // A JVM whose main method throws would wait for the hook of the signals, which never ends.
            System.err.println(new FailureText(new Redactor()).of(e));
        }
        // Not exit: its hooks would wait for us if a signal came meanwhile.
        Runtime.getRuntime().halt(exitCode);
    }

    private static int run(String[] arguments) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        if (arguments.length > 0 && arguments[0].equals(WARM)) {
            // This one ends the JVM in the ordinary way, for which the hook of the signals must not be there.
            return LocalCommands.run(surroundings, arguments);
        }
        Signals.handTo(surroundings.signals());
        boolean isJob = arguments.length == 0 || arguments.length == 1 && arguments[0].equals(TRAIN);
        if (!isJob) {
            return LocalCommands.run(surroundings, arguments);
        }
        OrphanReaper.start(ProcessHandle.current().pid(), surroundings.children(), surroundings.log());
        return new Launcher(surroundings).run();
    }
}
