package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.ProgramForm;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plans how a JVM runs a job. */
final class JvmPlanner {
    private final TrainingJob job;
    private final JvmSearch search;

    JvmPlanner(TrainingJob job, Path ownHome) {
        this.job = job;
        this.search = new JvmSearch(job, ownHome);
    }

    LaunchPlan plan(JvmProgram program) {
        JvmParameters parameters = JvmParameters.of(job.environment().frameworkParameters());
        Jvm jvm = search.find();
        if (parameters.addCore()) {
            requireJavaOfCore(jvm);
        }
        ClassPath classPath = ClassPath.of(job, program, parameters);
        JvmProgram.Start start = program.start(new JvmLaunch(job, parameters, jvm, classPath));
        List<String> argv = new ArrayList<>(List.of(jvm.executable().toString()));
        argv.addAll(start.options());
        argv.addAll(JvmOptions.of(job, parameters, jvm));
        argv.addAll(List.of("-cp", classPath.text(), start.argument()));
        ProgramForm form = new ProgramForm(List.of(), argv, job.arguments());
        LaunchPlan plan =
                LaunchPlan.running(Utf8Locale.in(Command.of(form.argv()), job)).ofForm(form);
        for (String note : notes(jvm, classPath, start)) {
            plan = plan.noting(note);
        }
        return plan;
    }

    private List<String> notes(Jvm jvm, ClassPath classPath, JvmProgram.Start start) {
        List<String> notes = new ArrayList<>();
        search.note().ifPresent(notes::add);
        notes.add(jvm.note());
        notes.addAll(classPath.notes());
        notes.addAll(start.notes());
        return notes;
    }

    private static void requireJavaOfCore(Jvm jvm) {
        if (!jvm.isAtLeast(CoreJars.FIRST_JAVA)) {
            throw new JobException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "hyperparameters.json: '" + JvmParameters.ADD_CORE + "' is true, which takes Java "
                            + CoreJars.FIRST_JAVA + " or newer, and the Java here is " + jvm.described() + " ("
                            + JvmSearch.HOW_TO_CHOOSE + ")");
        }
    }
}
