package io.smcontainers.launcher;

import io.smcontainers.spi.Command;
import io.smcontainers.spi.EntryPointCheck;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.ProgramForm;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Path;
import java.util.List;

/** Runs shell scripts and any other executable file. */
public final class CommandRunner implements FrameworkRunner {
    private static final String SHELL_SUFFIX = ".sh";

    /** Behind all others: nearly every program is also a file. */
    private static final int PRIORITY = -100;

    @Override
    public String id() {
        return "command";
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public Support supports(TrainingJob job) {
        String name = job.programName().orElse("");
        if (name.isEmpty()) {
            return Support.no("the job names no program");
        }
        if (name.endsWith(SHELL_SUFFIX) || job.hasFile(name) && !isSource(name)) {
            return Support.yes();
        }
        return Support.no("'" + name + "' is neither a shell script nor an executable file in " + job.codeDir());
    }

    /** A file that some other runner should have taken, and that the system could not start. */
    private static boolean isSource(String name) {
        return name.endsWith(".py") || name.endsWith(".java") || name.endsWith(".jar");
    }

    @Override
    public LaunchPlan plan(TrainingJob job) {
        EntryPointCheck.requireFile(job);
        Path file = job.codeDir().resolve(job.programName().orElseThrow());
        ProgramForm form = new ProgramForm(List.of(), List.of(file.toString()), job.arguments());
        return LaunchPlan.running(Command.of(form.argv())).ofForm(form).makingExecutable(file);
    }
}
