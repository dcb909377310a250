package io.smcontainers.spi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to run a job, as data. {@code train env} shows it without carrying it out. Start from {@link #running} and add:
 *
 * <pre>{@code
 * return LaunchPlan.running(Command.of("python3", "train.py").withArguments(job.arguments()))
 *         .noting("Python 3.11 at /usr/bin/python3");
 * }</pre>
 *
 * @param install what to install first, in order
 * @param program the main program; the job ends when it ends
 * @param executables files to be made executable before that
 * @param notes choices the user may want to know of, for the log: which interpreter, and why
 */
public record LaunchPlan(List<InstallStep> install, Command program, List<Path> executables, List<String> notes) {
    /** Copies the lists. */
    public LaunchPlan {
        install = List.copyOf(install);
        executables = List.copyOf(executables);
        notes = List.copyOf(notes);
    }

    /** Returns a plan that only runs a program. */
    public static LaunchPlan running(Command program) {
        return new LaunchPlan(List.of(), program, List.of(), List.of());
    }

    /** Returns the same plan with one more thing to install, after the others. */
    public LaunchPlan installing(InstallStep step) {
        return new LaunchPlan(added(install, step), program, executables, notes);
    }

    /** Returns the same plan with one more file to be made executable. */
    public LaunchPlan makingExecutable(Path file) {
        return new LaunchPlan(install, program, added(executables, file), notes);
    }

    /** Returns the same plan with one more note. */
    public LaunchPlan noting(String note) {
        return new LaunchPlan(install, program, executables, added(notes, note));
    }

    private static <T> List<T> added(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
