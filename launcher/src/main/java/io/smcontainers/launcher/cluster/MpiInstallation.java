package io.smcontainers.launcher.cluster;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.ssh.SshServer;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The MPI of this image.
 *
 * @param mpirun its absolute path, with which Open MPI finds its own parts on the other hosts (mpirun(1), {@code --prefix})
 * @param isPrrte whether it is Open MPI 5 or newer, whose daemons are those of PRRTE and take other options
 */
record MpiInstallation(Path mpirun, boolean isPrrte) {
    private static final String RECIPE = """
            ; install MPI and ssh in the image:
              RUN apt-get update \\
               && apt-get install -y --no-install-recommends openmpi-bin openssh-server openssh-client \\
               && rm -rf /var/lib/apt/lists/*
            and for Python programs also:
              RUN apt-get update && apt-get install -y --no-install-recommends libopenmpi-dev gcc && pip install mpi4py
            Keys need not be in the image: each job makes its own""";

    /**
     * Finds it.
     *
     * @throws JobException if there is none, or one that is not Open MPI
     */
    static MpiInstallation find(TrainingJob job) {
        Path mpirun = job.findExecutable("mpirun")
                .map(Path::toAbsolutePath)
                .orElseThrow(() -> missing("MPI", List.of("mpirun")));
        if (hasBeside(mpirun, "mpiexec.hydra") || hasBeside(mpirun, "hydra_pmi_proxy")) {
            throw new JobException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    mpirun + " is that of MPICH or Intel MPI; jobs with '" + ClusterLaunchers.MPI
                            + "' need Open MPI 4 or newer. With another MPI, set 'sagemaker_launcher' to a template instead");
        }
        return new MpiInstallation(mpirun, !hasBeside(mpirun, "orted"));
    }

    /** Throws if what hosts need to reach each other is not there. */
    static void requireSsh(TrainingJob job) {
        List<String> missing = new ArrayList<>();
        if (SshServer.find(job.variables()).isEmpty()) {
            missing.add("sshd");
        }
        for (String program : List.of("ssh", "ssh-keygen")) {
            if (job.findExecutable(program).isEmpty()) {
                missing.add(program);
            }
        }
        if (!missing.isEmpty()) {
            throw missing("a leader that starts processes on other hosts", missing);
        }
    }

    private static boolean hasBeside(Path mpirun, String name) {
        return Files.exists(mpirun.resolveSibling(name));
    }

    private static JobException missing(String what, List<String> programs) {
        return new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "the job asks for " + what + ", and this image has no " + String.join(" and no ", programs) + RECIPE);
    }
}
