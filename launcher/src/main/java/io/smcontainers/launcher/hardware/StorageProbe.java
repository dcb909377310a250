package io.smcontainers.launcher.hardware;

import io.smcontainers.core.JobLayout;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds how much space there is in the folder of the job's files, in {@code /tmp} and in the shared memory of
 * {@code /dev/shm}, through which the workers of a data loader hand over their batches.
 */
public final class StorageProbe implements HardwareProbe {
    static final String ID = "storage";
    static final String SHARED_MEMORY = "shared-memory-bytes";

    /** Creates the probe. */
    public StorageProbe() {}

    @Override
    public String id() {
        return ID;
    }

    /** A job asks for shared memory only; a network file system that does not answer must not hold it up. */
    @Override
    public Finding probe(Machine machine) {
        File shared = machine.root().resolve("dev/shm").toFile();
        long bytes = shared.getTotalSpace();
        return new Finding.Found(
                List.of(), bytes == 0 ? List.of() : List.of(new HardwareFact(SHARED_MEMORY, Long.toString(bytes))));
    }

    @Override
    public List<HardwareFact> examine(Machine machine) {
        List<HardwareFact> facts = new ArrayList<>();
        Path base = JobLayout.of(machine.variables()).base().toAbsolutePath();
        add(facts, machine.root().resolve(base.toString().substring(1)), "job-folder-free-bytes");
        add(facts, machine.root().resolve("tmp"), "tmp-free-bytes");
        add(facts, machine.root().resolve("dev/shm"), "shared-memory-free-bytes");
        return facts;
    }

    private static void add(List<HardwareFact> facts, Path folder, String name) {
        if (folder.toFile().isDirectory()) {
            facts.add(new HardwareFact(name, Long.toString(folder.toFile().getUsableSpace())));
        }
    }
}
