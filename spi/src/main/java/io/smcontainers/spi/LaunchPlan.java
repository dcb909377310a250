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
 * @param sidecars processes that run beside the program, started in this order and ended in the opposite one
 * @param form the parts of the program's command
 * @param cooperation what the plan says of the job's other hosts
 * @param preferred better ways to run the program, of which the first that is open is taken
 * @param errorFiles files in which the program says why it failed
 */
public record LaunchPlan(
        List<InstallStep> install,
        Command program,
        List<Path> executables,
        List<String> notes,
        List<Sidecar> sidecars,
        ProgramForm form,
        Cooperation cooperation,
        List<PreferredProgram> preferred,
        List<ErrorFile> errorFiles) {
    /** Copies the lists. */
    public LaunchPlan {
        install = List.copyOf(install);
        executables = List.copyOf(executables);
        notes = List.copyOf(notes);
        sidecars = List.copyOf(sidecars);
        preferred = List.copyOf(preferred);
        errorFiles = List.copyOf(errorFiles);
    }

    /** Returns a plan that only runs a program. */
    public static LaunchPlan running(Command program) {
        return new LaunchPlan(
                List.of(),
                program,
                List.of(),
                List.of(),
                List.of(),
                ProgramForm.of(program),
                Cooperation.AS_THE_JOB_SAYS,
                List.of(),
                List.of());
    }

    /** Returns the same plan with another command for its program, whose parts stay what they are. */
    public LaunchPlan startedBy(Command other) {
        return new LaunchPlan(install, other, executables, notes, sidecars, form, cooperation, preferred, errorFiles);
    }

    /** Returns the same plan with one more thing to install, after the others. */
    public LaunchPlan installing(InstallStep step) {
        return withInstall(added(install, step));
    }

    /** Returns the same plan with other things to install. */
    public LaunchPlan withInstall(List<InstallStep> steps) {
        return new LaunchPlan(steps, program, executables, notes, sidecars, form, cooperation, preferred, errorFiles);
    }

    /** Returns the same plan with one more file to be made executable. */
    public LaunchPlan makingExecutable(Path file) {
        return new LaunchPlan(
                install, program, added(executables, file), notes, sidecars, form, cooperation, preferred, errorFiles);
    }

    /** Returns the same plan with one more note. */
    public LaunchPlan noting(String note) {
        return new LaunchPlan(
                install, program, executables, added(notes, note), sidecars, form, cooperation, preferred, errorFiles);
    }

    /** Returns the same plan with one more process beside the program. */
    public LaunchPlan beside(Sidecar sidecar) {
        return new LaunchPlan(
                install,
                program,
                executables,
                notes,
                added(sidecars, sidecar),
                form,
                cooperation,
                preferred,
                errorFiles);
    }

    /** Returns the same plan that tells the parts of its program. */
    public LaunchPlan ofForm(ProgramForm other) {
        return new LaunchPlan(
                install, program, executables, notes, sidecars, other, cooperation, preferred, errorFiles);
    }

    /** Returns the same plan that says something else of the other hosts. */
    public LaunchPlan cooperating(Cooperation other) {
        return new LaunchPlan(install, program, executables, notes, sidecars, form, other, preferred, errorFiles);
    }

    /** Returns the same plan with one more way to run the program, preferred to the plan's own. */
    public LaunchPlan preferring(PreferredProgram way) {
        return new LaunchPlan(
                install, program, executables, notes, sidecars, form, cooperation, added(preferred, way), errorFiles);
    }

    /** Returns the same plan with one more file in which the program says why it failed. */
    public LaunchPlan readingErrorsFrom(ErrorFile file) {
        return new LaunchPlan(
                install, program, executables, notes, sidecars, form, cooperation, preferred, added(errorFiles, file));
    }

    private static <T> List<T> added(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
