package io.smcontainers.gpu.nvml;

import io.smcontainers.core.Digits;
import io.smcontainers.spi.HardwareFact;
import java.util.List;

/**
 * The GPUs that this container sees.
 *
 * @param gpus by index
 * @param driverVersion such as {@code 550.54.15}; empty if unknown
 * @param facts that hold for all of them
 */
record GpuInventory(List<Gpu> gpus, String driverVersion, List<HardwareFact> facts) {
    /** Copies the lists. */
    GpuInventory {
        gpus = List.copyOf(gpus);
        facts = List.copyOf(facts);
    }

    /** Returns the number before the first dot of the driver's version, 0 if unknown. */
    int driverBranch() {
        int dot = driverVersion.indexOf('.');
        String branch = dot < 0 ? driverVersion : driverVersion.substring(0, dot);
        return Digits.isNumber(branch, 6) ? Integer.parseInt(branch) : 0;
    }
}
