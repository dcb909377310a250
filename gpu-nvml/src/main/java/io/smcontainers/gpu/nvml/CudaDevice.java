package io.smcontainers.gpu.nvml;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What CUDA calls a device: a GPU, or a MIG device of one. Compare labels: to compare records, the JVM loads classes of its own,
 * and a job waits.
 */
sealed interface CudaDevice {
    /** Returns it as the job sees it. */
    Accelerator accelerator();

    /** Returns what measurements call it: {@code 0}, or {@code 0:1} for the second MIG device of the first GPU. */
    String label();

    /** Returns what CUDA would use of it: the GPU, or each MIG device of a GPU that is split. */
    List<CudaDevice> usable();

    /** Returns all that GPUs can be used as. */
    static List<CudaDevice> usable(List<Gpu> gpus) {
        List<CudaDevice> devices = new ArrayList<>();
        for (Gpu gpu : gpus) {
            devices.addAll(new Whole(gpu).usable());
        }
        return devices;
    }

    /** Returns all MIG devices. */
    static List<Slice> slices(List<Gpu> gpus) {
        List<Slice> slices = new ArrayList<>();
        for (Gpu gpu : gpus) {
            for (MigDevice mig : gpu.migDevices()) {
                slices.add(new Slice(gpu, mig));
            }
        }
        return slices;
    }

    /**
     * A GPU.
     *
     * @param gpu which
     */
    record Whole(Gpu gpu) implements CudaDevice {
        @Override
        public Accelerator accelerator() {
            return new Accelerator(AcceleratorKind.GPU, gpu.uuid(), gpu.name(), gpu.details());
        }

        @Override
        public String label() {
            return Integer.toString(gpu.index());
        }

        @Override
        public List<CudaDevice> usable() {
            return gpu.split() ? List.copyOf(slices(List.of(gpu))) : List.of(this);
        }
    }

    /**
     * A MIG device.
     *
     * @param gpu that it is a part of
     * @param mig which
     */
    record Slice(Gpu gpu, MigDevice mig) implements CudaDevice {
        @Override
        public Accelerator accelerator() {
            return new Accelerator(AcceleratorKind.GPU, mig.uuid(), mig.name(), mig.details());
        }

        @Override
        public String label() {
            return gpu.index() + ":" + mig.index();
        }

        @Override
        public List<CudaDevice> usable() {
            return List.of(this);
        }

        /** Returns whether a name is its own: its UUID, or the numbers of its instances, as drivers before 470 name it. */
        boolean isNamed(String name) {
            return name.equals(mig.uuid())
                    || name.equals("MIG-" + gpu.uuid() + "/" + mig.gpuInstance() + "/" + mig.computeInstance());
        }
    }
}
