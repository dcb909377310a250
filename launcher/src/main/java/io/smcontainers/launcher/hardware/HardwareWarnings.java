package io.smcontainers.launcher.hardware;

import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.Cluster;
import io.smcontainers.launcher.log.JobLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a job should hear of its hardware before it runs. */
public final class HardwareWarnings {
    /** What Docker gives a container that is started without {@code --shm-size}. */
    private static final String DOCKERS_SHARED_MEMORY = Long.toString(64L << 20);

    private HardwareWarnings() {}

    /** Logs what is wrong; nothing if all is well. */
    public static void log(Cluster cluster, HardwareFindings findings, JobLog log) {
        for (String warning : of(cluster, findings)) {
            log.warn(warning);
        }
        if (findings.hardware().count(AcceleratorKind.GPU) > 0) {
            sharedMemory(findings).ifPresent(log::warn);
        }
    }

    /** Returns what does not fit between the job and the hardware. */
    public static List<String> of(Cluster cluster, HardwareFindings findings) {
        List<String> warnings = new ArrayList<>();
        Optional<String> missing = MissingAccelerators.warning(cluster.currentInstanceType(), findings);
        if (missing.isPresent()) {
            warnings.add(missing.get());
        }
        Optional<String> network = findings.network().warning(cluster);
        if (network.isPresent()) {
            warnings.add(network.get());
        }
        return warnings;
    }

    /**
     * Returns what to know of shared memory. In a job it is said only if there are GPUs, for those are fed by data loaders with
     * many workers; on others it would be noise.
     */
    public static Optional<String> sharedMemory(HardwareFindings findings) {
        return findings.fact(StorageProbe.ID, StorageProbe.SHARED_MEMORY)
                .filter(DOCKERS_SHARED_MEMORY::equals)
                .map(bytes ->
                        "/dev/shm has 64 MiB, as Docker gives by default; data loaders with worker processes, as of"
                                + " PyTorch, may die of SIGBUS. Start the container with --shm-size=8g or --ipc=host");
    }
}
