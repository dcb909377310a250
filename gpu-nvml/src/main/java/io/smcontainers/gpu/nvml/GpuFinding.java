package io.smcontainers.gpu.nvml;

import io.smcontainers.core.Accelerator;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.Machine;
import java.util.ArrayList;
import java.util.List;

/** Says what was found where NVIDIA's driver is. */
final class GpuFinding {
    private GpuFinding() {}

    /** Looks for GPUs, and at what the variables leave of them. */
    static Finding of(List<String> libraryNames, Machine machine) {
        long start = System.nanoTime();
        GpuInventory seen;
        try {
            seen = new GpuSearch(libraryNames, machine).find();
        } catch (NvmlException e) {
            return new Finding.Absent(e.getMessage());
        }
        if (seen.gpus().isEmpty()) {
            return new Finding.Absent(WhyNoGpu.withoutGpu(seen, machine));
        }
        Selection selection = Selection.of(seen, machine.variables());
        if (selection.devices().isEmpty()) {
            return new Finding.Absent(WhyNoGpu.nothingLeft(seen, selection));
        }
        List<Accelerator> accelerators = new ArrayList<>();
        for (CudaDevice device : selection.devices()) {
            accelerators.add(device.accelerator());
        }
        List<HardwareFact> facts = facts(seen, selection, machine);
        // A driver that keeps no GPU awake takes seconds.
        facts.add(new HardwareFact("search-milliseconds", Long.toString((System.nanoTime() - start) / 1_000_000)));
        return new Finding.Found(accelerators, facts);
    }

    /** Looks what NVLink leads to; nothing where NVML is missing or does not work. */
    static List<HardwareFact> links(List<String> libraryNames) {
        try (Nvml nvml = Nvml.open(libraryNames)) {
            return new NvLinks(new GpuReader(nvml).read().gpus()).read(nvml);
        } catch (LinkageError | NvmlException e) {
            // The probe itself has told of that.
            return List.of();
        }
    }

    private static List<HardwareFact> facts(GpuInventory seen, Selection selection, Machine machine) {
        List<HardwareFact> facts = new ArrayList<>(seen.facts());
        facts.add(new HardwareFact("gpus-seen", Integer.toString(seen.gpus().size())));
        int slices = CudaDevice.slices(seen.gpus()).size();
        if (slices > 0) {
            facts.add(new HardwareFact("mig-devices-seen", Integer.toString(slices)));
        }
        if (!selection.rule().isEmpty()) {
            facts.add(new HardwareFact("selected-by", selection.rule()));
        }
        if (!new DriverFiles(machine.root()).hasUnifiedMemoryDevice()) {
            facts.add(new HardwareFact("cuda" + WhyNoGpu.PROBLEM, "there is no /dev/nvidia-uvm, which CUDA needs"));
        }
        return facts;
    }
}
