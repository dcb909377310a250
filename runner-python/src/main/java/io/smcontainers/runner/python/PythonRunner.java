package io.smcontainers.runner.python;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Cooperation;
import io.smcontainers.spi.EntryPointCheck;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.ProgramForm;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.util.List;

/** Runs Python programs: scripts, modules of a package in the code folder, and functions of framework modules. */
public final class PythonRunner implements FrameworkRunner {
    /** Creates the runner. */
    public PythonRunner() {}

    @Override
    public String id() {
        return "python";
    }

    @Override
    public Support supports(TrainingJob job) {
        return PythonProgram.of(job).isPresent() ? Support.yes() : Support.no(whyNot(job));
    }

    @Override
    public LaunchPlan plan(TrainingJob job) {
        PythonProgram program = PythonProgram.of(job)
                .orElseThrow(() -> new JobException(
                        ErrorCode.INTERNAL,
                        "the python runner was asked to plan a job that it does not support: " + whyNot(job)));
        if (program.isFile()) {
            EntryPointCheck.requireFile(job);
        }
        PythonInterpreter python = PythonInterpreter.find(job, program.title());
        ProgramForm form =
                new ProgramForm(List.of(python.executable().toString()), program.module(), program.arguments());
        LaunchPlan single = LaunchPlan.running(python.command(job, program.pythonArguments()))
                .ofForm(form)
                .noting(python.note());
        LaunchPlan plan = distributed(single, program, python, job);
        return program.needsPackage() ? withPackage(plan, program, python, job) : plan;
    }

    @Override
    public List<ErrorRecognizer> errorRecognizers() {
        return PythonErrors.RECOGNIZERS;
    }

    /** A framework's function starts the processes itself, if that is to be done. */
    private static LaunchPlan distributed(
            LaunchPlan plan, PythonProgram program, PythonInterpreter python, TrainingJob job) {
        if (program instanceof FrameworkFunction) {
            return plan.cooperating(Cooperation.BY_THE_PROGRAM);
        }
        return Torchrun.isWanted(job) ? Torchrun.wrap(plan, job, python) : Mpi4py.prefer(plan, program, python, job);
    }

    private static LaunchPlan withPackage(
            LaunchPlan plan, PythonProgram program, PythonInterpreter python, TrainingJob job) {
        LaunchPlan installing = plan.installing(new Pip(python, job).packageStep());
        // The package may bring such a module, or the name is mistyped: Python alone can tell, but not as helpfully.
        return program.title().endsWith(".py") && !job.hasFile(program.title())
                ? installing.noting("'" + program.title() + "' is not in " + job.codeDir()
                        + ", so it is expected to be a module that the package installs")
                : installing;
    }

    private static String whyNot(TrainingJob job) {
        if (job.programName().isEmpty()) {
            return "no program is named, neither in hyperparameter sagemaker_program nor in the environment variable"
                    + " SAGEMAKER_PROGRAM";
        }
        String name = job.programName().get();
        return PythonProgram.isOtherLanguage(name)
                ? "'" + name + "' is not a Python program"
                : "'" + name + "' does not end in .py, and no setup.py or pyproject.toml in " + job.codeDir()
                        + " describes a package";
    }
}
