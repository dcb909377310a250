package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.kernel.KernelFile;
import io.smcontainers.launcher.kernel.RouteTable;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the network interfaces, less loopback. The JDK could list them too, but with their addresses, which costs more than all
 * other probes together.
 */
public final class NetworkProbe implements HardwareProbe {
    static final String ID = "network";
    static final String INTERFACES = "interfaces";
    static final String DEFAULT = "default-interface";

    /** Creates the probe. */
    public NetworkProbe() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding probe(Machine machine) {
        List<String> names = new ArrayList<>(FolderNames.of(machine.root().resolve("sys/class/net")));
        names.remove("lo");
        // A file of the bonding driver's, not an interface.
        names.remove("bonding_masters");
        if (names.isEmpty()) {
            return new Finding.Absent("there is no network interface in /sys/class/net");
        }
        List<HardwareFact> facts = new ArrayList<>();
        facts.add(new HardwareFact(INTERFACES, String.join(",", names)));
        Optional<String> device = RouteTable.read(machine.root()).defaultInterface();
        if (device.isPresent()) {
            facts.add(new HardwareFact(DEFAULT, device.get()));
        }
        return new Finding.Found(List.of(), facts);
    }

    @Override
    public List<HardwareFact> examine(Machine machine) {
        List<HardwareFact> facts = new ArrayList<>();
        Path interfaces = machine.root().resolve("sys/class/net");
        for (String name : FolderNames.of(interfaces)) {
            if (name.equals("lo")) {
                continue;
            }
            KernelFile.number(interfaces.resolve(name).resolve("mtu"))
                    .ifPresent(mtu -> facts.add(new HardwareFact("mtu-of-" + name + "-bytes", Long.toString(mtu))));
        }
        return facts;
    }
}
