package io.smcontainers.runner.python;

import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.PreferredProgram;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the processes of an MPI job run under {@code python -m mpi4py}, which ends all of them when one ends by an exception that
 * nobody caught; without it the others would wait for that one for ever (mpi4py's documentation, "mpi4py.run").
 */
final class Mpi4py {
    private static final String ENABLED = "sagemaker_mpi_enabled";

    private Mpi4py() {}

    static LaunchPlan prefer(LaunchPlan plan, PythonProgram program, PythonInterpreter python, TrainingJob job) {
        boolean wanted = job.environment().frameworkParameters().flag(ENABLED)
                && job.environment().cluster().isDistributionEnabled();
        if (!wanted) {
            return plan;
        }
        List<String> arguments = new ArrayList<>(List.of("-m", "mpi4py"));
        arguments.addAll(program.pythonArguments());
        // Not an import, which would load MPI itself.
        String find = "import importlib.util, sys; sys.exit(importlib.util.find_spec('mpi4py.run') is None)";
        return plan.preferring(new PreferredProgram(
                python.command(job, List.of("-c", find)),
                python.command(job, arguments),
                "mpi4py is not installed for this Python: if one process ends by an exception, the others may wait for"
                        + " it until MPI notices"));
    }
}
