package io.smcontainers.core;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the container may use of the machine.
 *
 * @param cpus processors, as cgroup quota and cpuset allow, rounded up
 * @param accelerators GPUs and NeuronCores
 */
public record Hardware(int cpus, List<Accelerator> accelerators) {
    /** Copies the list. */
    public Hardware {
        accelerators = List.copyOf(accelerators);
    }

    /** Returns the processors this JVM may use, which honours the container's limits, and no accelerator. */
    public static Hardware cpusOnly() {
        return new Hardware(Runtime.getRuntime().availableProcessors(), List.of());
    }

    /**
     * Returns what {@code train} found and told its child in SM_NUM_CPUS, SM_NUM_GPUS and SM_NUM_NEURONS. The accelerators
     * have their number as id and no name.
     *
     * @param environment the variables of the process
     */
    static Hardware of(Map<String, String> environment) {
        int cpus = count(environment, "SM_NUM_CPUS", Runtime.getRuntime().availableProcessors());
        List<Accelerator> gpus = numbered(AcceleratorKind.GPU, count(environment, "SM_NUM_GPUS", 0));
        List<Accelerator> neurons = numbered(AcceleratorKind.NEURON_CORE, count(environment, "SM_NUM_NEURONS", 0));
        return new Hardware(cpus, Stream.of(gpus, neurons).flatMap(List::stream).toList());
    }

    /** Returns how many accelerators there are of a kind. */
    public int count(AcceleratorKind kind) {
        int count = 0;
        for (Accelerator accelerator : accelerators) {
            if (accelerator.kind() == kind) {
                count++;
            }
        }
        return count;
    }

    private static int count(Map<String, String> environment, String name, int fallback) {
        String text = environment.getOrDefault(name, "");
        return Digits.isNumber(text, 6) ? Integer.parseInt(text) : fallback;
    }

    private static List<Accelerator> numbered(AcceleratorKind kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Accelerator(kind, Integer.toString(i), ""))
                .toList();
    }
}
