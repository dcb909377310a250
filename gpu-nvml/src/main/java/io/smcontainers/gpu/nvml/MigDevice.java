package io.smcontainers.gpu.nvml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part of a GPU that programs use like a GPU: a compute instance, in a GPU instance that has the memory.
 *
 * @param index its number within the GPU, as in {@code nvidia-smi -L}
 * @param uuid such as {@code MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f}, or {@code MIG-GPU-…/1/0} on drivers older than 470
 * @param name the model with the profile, such as {@code NVIDIA A100-SXM4-40GB MIG 1g.5gb}
 * @param gpuInstance number of the GPU instance within the GPU
 * @param computeInstance number of the compute instance within the GPU instance
 * @param details for people and programs
 */
record MigDevice(
        int index, String uuid, String name, long gpuInstance, long computeInstance, Map<String, String> details) {
    /** Copies the map. */
    MigDevice {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
