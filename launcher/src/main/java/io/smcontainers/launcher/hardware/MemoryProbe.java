package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.kernel.KernelFile;
import io.smcontainers.launcher.memory.MemoryCgroup;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds how much memory the container may use. No job needs that to start, so all of it is left to the examination. */
public final class MemoryProbe implements HardwareProbe {
    static final String ID = "memory";

    /** Creates the probe. */
    public MemoryProbe() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding probe(Machine machine) {
        return Files.isReadable(machine.root().resolve("proc/meminfo"))
                ? new Finding.Found(List.of())
                : new Finding.Absent("there is no /proc/meminfo, which tells how much memory there is");
    }

    @Override
    public List<HardwareFact> examine(Machine machine) {
        List<HardwareFact> facts = new ArrayList<>();
        long usable = KernelFile.number(machine.root().resolve("proc/meminfo"), "MemTotal:")
                        .orElse(0)
                << 10;
        facts.add(new HardwareFact("machine-bytes", Long.toString(usable)));
        Optional<MemoryCgroup> group = MemoryCgroup.ofThisProcess(machine.root());
        OptionalLong limit = group.map(MemoryCgroup::limitBytes).orElse(OptionalLong.empty());
        if (limit.isPresent()) {
            facts.add(new HardwareFact("limit-bytes", Long.toString(limit.getAsLong())));
            usable = Math.min(usable, limit.getAsLong());
        }
        facts.add(new HardwareFact("memory-bytes", Long.toString(usable)));
        group.map(MemoryCgroup::usedBytes)
                .orElse(OptionalLong.empty())
                .ifPresent(used -> facts.add(new HardwareFact("used-bytes", Long.toString(used))));
        return facts;
    }
}
