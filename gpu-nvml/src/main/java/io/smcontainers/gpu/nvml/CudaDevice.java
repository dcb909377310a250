package io.smcontainers.gpu.nvml;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import java.util.List;
import java.util.stream.Stream;

/** What CUDA calls a device: a GPU, or a MIG device of one. */
sealed interface CudaDevice {
    /** Returns it as the job sees it. */
    Accelerator accelerator();

    /** Returns what measurements call it: {@code 0}, or {@code 0:1} for the second MIG device of the first GPU. */
    String label();

    /** Returns what CUDA would use of it: the GPU, or each MIG device of a GPU that is split. */
    Stream<CudaDevice> usable();

    /** Returns all that GPUs can be used as. */
    static List<CudaDevice> usable(List<Gpu> gpus) {
        return gpus.stream().map(Whole::new).flatMap(Whole::usable).toList();
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
        public Stream<CudaDevice> usable() {
            return gpu.split() ? gpu.migDevices().stream().map(mig -> new Slice(gpu, mig)) : Stream.of(this);
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
        public Stream<CudaDevice> usable() {
            return Stream.of(this);
        }

        /** Returns the name that drivers older than 470 give it, and newer ones understand: with the numbers of its instances. */
        String oldName() {
            return "MIG-" + gpu.uuid() + "/" + mig.gpuInstance() + "/" + mig.computeInstance();
        }
    }
}
