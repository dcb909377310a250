package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.launcher.command.LocalCommands;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.process.orphan.OrphanReaper;
import java.util.Set;

/**
 * The program {@code train}. What SageMaker starts, with no argument or the single argument {@code train}, is the job; anything
 * else is for people, and only that loads the command-line parser.
 */
public final class Main {
    private static final String TRAIN = "train";

    /** The local commands that have a program to pass signals on to; the others just end, as any command does. */
    private static final Set<String> RUNNING_A_JOB = Set.of("local", "warm");

    private Main() {}

    /** Runs the job or a local command, and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        int exitCode = ErrorCode.INTERNAL.exitCode();
        try {
            exitCode = run(arguments);
        } catch (Throwable e) {
            System.err.println(new FailureText(new Redactor()).of(e).text());
        }
        // Not exit: a shutdown hook of a plugin or library must neither hold up the job's end nor change it.
        Runtime.getRuntime().halt(exitCode);
    }

    private static int run(String[] arguments) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        boolean isJob = arguments.length == 0 || arguments.length == 1 && arguments[0].equals(TRAIN);
        if (isJob || RUNNING_A_JOB.contains(arguments[0])) {
            Signals.handTo(surroundings.signals());
            OrphanReaper.start(ProcessHandle.current().pid(), surroundings.children(), surroundings.log());
        }
        if (!isJob) {
            return LocalCommands.run(surroundings, arguments);
        }
        return new Launcher(surroundings).run();
    }
}
