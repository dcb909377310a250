package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.kernel.KernelFile;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds Elastic Fabric Adapters by what the kernel tells of its RDMA devices: those whose driver is {@code efa}, whatever udev
 * named them. A container needs the device file of each, too (the kernel's infiniband/user_verbs.rst); it sees the devices of
 * the machine without.
 */
public final class EfaProbe implements HardwareProbe {
    static final String ID = "efa";
    static final String DEVICES = "devices";

    /** Creates the probe. */
    public EfaProbe() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Finding probe(Machine machine) {
        Path folder = machine.root().resolve("sys/class/infiniband");
        List<String> known = FolderNames.of(folder);
        List<String> efas = new ArrayList<>();
        for (String name : known) {
            if (isEfa(folder.resolve(name))) {
                efas.add(name);
            }
        }
        if (efas.isEmpty()) {
            return new Finding.Absent(
                    known.isEmpty()
                            ? "there is no device in /sys/class/infiniband"
                            : "none of the devices " + known + " in /sys/class/infiniband has the driver efa");
        }
        List<String> usable = new ArrayList<>();
        for (String name : efas) {
            if (hasDeviceFile(folder.resolve(name), machine.root().resolve("dev/infiniband"))) {
                usable.add(name);
            }
        }
        return usable.isEmpty()
                ? new Finding.Absent("the machine has " + String.join(", ", efas)
                        + " but the container has no device file /dev/infiniband/uverbs* of it;"
                        + " start it with --device /dev/infiniband/uverbs0, and so on for each")
                : new Finding.Found(List.of(), List.of(new HardwareFact(DEVICES, String.join(",", usable))));
    }

    private static boolean isEfa(Path device) {
        try {
            return Files.readSymbolicLink(device.resolve("device/driver")).endsWith("efa");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean hasDeviceFile(Path device, Path files) {
        for (String name : FolderNames.of(device.resolve("device/infiniband_verbs"))) {
            if (Files.exists(files.resolve(name))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<HardwareFact> examine(Machine machine) {
        List<HardwareFact> facts = new ArrayList<>();
        Path folder = machine.root().resolve("sys/class/infiniband");
        for (String name : FolderNames.of(folder)) {
            String firmware =
                    KernelFile.text(folder.resolve(name).resolve("fw_ver")).strip();
            if (!firmware.isEmpty() && isEfa(folder.resolve(name))) {
                facts.add(new HardwareFact("firmware-of-" + name, firmware));
            }
        }
        boolean hasLibrary = Files.isDirectory(machine.root().resolve("opt/amazon/efa"));
        facts.add(new HardwareFact("libfabric-of-aws", hasLibrary ? "/opt/amazon/efa" : "missing"));
        return facts;
    }

    @Override
    public Optional<HardwareSampler> sampler(Machine machine) {
        return Optional.of(new EfaSampler(machine.root().resolve("sys/class/infiniband"), System::nanoTime));
    }
}
