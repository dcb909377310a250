package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.kernel.CpuAllowance;
import io.smcontainers.launcher.kernel.KernelFile;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the processors that the container may use. The JVM does so too, but older ones do not see the quota of a group above
 * their own (JDK-8322420).
 */
public final class CpuProbe implements HardwareProbe {
    static final String ID = "cpu";
    static final String CPUS = "cpus";

    /** Creates the probe. */
    public CpuProbe() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding probe(Machine machine) {
        CpuAllowance allowance = CpuAllowance.ofThisProcess(machine.root());
        if (allowance.cpus().isEmpty()) {
            return new Finding.Absent("/proc does not tell which processors this process may use");
        }
        List<HardwareFact> facts = new ArrayList<>();
        facts.add(new HardwareFact(CPUS, Integer.toString(allowance.cpus().getAsInt())));
        if (allowance.allowed().isPresent()) {
            facts.add(new HardwareFact(
                    "allowed-cpus", Integer.toString(allowance.allowed().getAsInt())));
        }
        if (allowance.quota().isPresent()) {
            facts.add(new HardwareFact(
                    "quota-cpus", Double.toString(allowance.quota().getAsDouble())));
        }
        return new Finding.Found(List.of(), facts);
    }

    /** A machine with 192 processors tells of each in many lines. */
    @Override
    public List<HardwareFact> examine(Machine machine) {
        for (String line : KernelFile.lines(machine.root().resolve("proc/cpuinfo"))) {
            if (line.startsWith("model name")) {
                return List.of(new HardwareFact(
                        "model", line.substring(line.indexOf(':') + 1).strip()));
            }
        }
        return List.of();
    }
}
