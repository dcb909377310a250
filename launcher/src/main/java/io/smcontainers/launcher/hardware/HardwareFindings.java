package io.smcontainers.launcher.hardware;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.Hardware;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all hardware probes found.
 *
 * @param root where they looked, {@code /} but for tests
 * @param byProbe what each found, by the probe's id; a probe that failed is absent
 */
public record HardwareFindings(Path root, Map<String, Finding> byProbe) {
    /** Copies the map. */
    public HardwareFindings {
        byProbe = Collections.unmodifiableMap(new LinkedHashMap<>(byProbe));
    }

    /** Returns what the container may use; where the kernel does not tell of processors, those that the JVM may use. */
    public Hardware hardware() {
        List<Accelerator> accelerators = new ArrayList<>();
        for (Finding finding : byProbe.values()) {
            if (finding instanceof Finding.Found found) {
                accelerators.addAll(found.accelerators());
            }
        }
        Optional<String> cpus = fact(CpuProbe.ID, CpuProbe.CPUS);
        return new Hardware(
                cpus.isPresent()
                        ? Integer.parseInt(cpus.get())
                        : Hardware.cpusOnly().cpus(),
                accelerators);
    }

    /**
     * Returns one fact.
     *
     * @param probe the id of the probe that knows it
     * @param name of the fact
     */
    public Optional<String> fact(String probe, String name) {
        if (byProbe.get(probe) instanceof Finding.Found found) {
            for (HardwareFact fact : found.facts()) {
                if (fact.name().equals(name)) {
                    return Optional.of(fact.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the names of the Elastic Fabric Adapters that the container may use, such as {@code efa_0}; none if there is none. */
    public List<String> efaDevices() {
        return list(EfaProbe.ID, EfaProbe.DEVICES);
    }

    /** Returns the network interfaces, and where they lead to. */
    public NetworkInterfaces network() {
        return new NetworkInterfaces(
                list(NetworkProbe.ID, NetworkProbe.INTERFACES),
                fact(NetworkProbe.ID, NetworkProbe.DEFAULT).orElse(""),
                root);
    }

    private List<String> list(String probe, String name) {
        String names = fact(probe, name).orElse("");
        return names.isEmpty() ? List.of() : List.of(names.split(","));
    }
}
