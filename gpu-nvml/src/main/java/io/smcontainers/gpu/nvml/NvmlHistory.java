package io.smcontainers.gpu.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the driver keeps of a GPU's past. Layouts are those of nvml.h. */
final class NvmlHistory {
    /** {@code NVML_GPU_UTILIZATION_SAMPLES}. */
    private static final int GPU_UTILIZATION = 1;

    /** Drivers keep some hundred samples, and by default figures of 4000 processes. */
    private static final int MAX_SAMPLES = 2048;

    private static final int MAX_PROCESSES = 4096;

    /** {@code nvmlSample_t} {unsigned long long timeStamp; union of 8 bytes sampleValue;}. */
    private static final int SAMPLE_SIZE = 16;

    /** {@code NVML_VALUE_NOT_AVAILABLE}, as unsigned int and as unsigned long long. */
    private static final long NOT_AVAILABLE = -1;

    private static final int COUNT_OFFSET = 128;

    private final Nvml nvml;
    private final Pointer handle;
    private long lastSeen;

    NvmlHistory(Nvml nvml, NvmlDevice device) {
        this.nvml = nvml;
        this.handle = device.handle();
    }

    /**
     * Returns the utilisation samples, in percent, that the driver has taken since the last call, as far as it still has them: it
     * takes one to six a second. Empty if it takes none.
     */
    List<Integer> newUtilizationPercents() {
        Pointer valueType = nvml.answer();
        return array(
                "nvmlDeviceGetSamples", SAMPLE_SIZE, MAX_SAMPLES, this::percents, GPU_UTILIZATION, lastSeen, valueType);
    }

    private List<Integer> percents(Memory samples, int count) {
        List<Integer> percents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long time = samples.getLong((long) i * SAMPLE_SIZE);
            // Some drivers fill what they have no sample for with nought.
            if (time > lastSeen) {
                // NVML_VALUE_TYPE_UNSIGNED_INT; a wider integer has the same low half on the machines that NVIDIA
                // supports.
                percents.add(samples.getInt((long) i * SAMPLE_SIZE + 8));
            }
        }
        if (count > 0) {
            lastSeen = Math.max(lastSeen, samples.getLong((long) (count - 1) * SAMPLE_SIZE));
        }
        return percents;
    }

    /** Returns whether the driver keeps figures of each process that uses the GPU ({@code nvidia-smi -am 1}; off by default). */
    boolean accounting() {
        return nvml.number("nvmlDeviceGetAccountingMode", handle).orElse(0) == 1;
    }

    /** Returns the figures of processes that used the GPU and were started at or after a time. */
    List<AccountedProcess> accountedSince(Instant time) {
        List<Integer> pids = array("nvmlDeviceGetAccountingPids", Integer.BYTES, MAX_PROCESSES, NvmlHistory::ints);
        return pids.stream().flatMap(pid -> accounted(pid, time).stream()).toList();
    }

    private static List<Integer> ints(Memory array, int count) {
        List<Integer> ints = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ints.add(array.getInt((long) i * Integer.BYTES));
        }
        return ints;
    }

    /**
     * Reads {@code nvmlAccountingStats_t} {unsigned gpuUtilization, memoryUtilization; unsigned long long maxMemoryUsage (bytes),
     * time (ms), startTime (µs); unsigned isRunning, reserved[5];}.
     */
    private Optional<AccountedProcess> accounted(int pid, Instant since) {
        Pointer answer = nvml.answer();
        if (!nvml.fill("nvmlDeviceGetAccountingStats", handle, pid)
                || answer.getLong(24) < since.toEpochMilli() * 1000) {
            return Optional.empty();
        }
        return Optional.of(new AccountedProcess(known(answer.getInt(0)), known(answer.getLong(8))));
    }

    private static Optional<Long> known(long value) {
        return value == NOT_AVAILABLE ? Optional.empty() : Optional.of(value);
    }

    /** Calls a function whose last arguments are a pointer to the number of elements, and to the array that it fills. */
    private <T> List<T> array(
            String function,
            int elementSize,
            int maxElements,
            BiFunction<Memory, Integer, List<T>> reader,
            Object... arguments) {
        try (Memory array = new Memory((long) elementSize * maxElements)) {
            Pointer count = nvml.answer().share(COUNT_OFFSET);
            count.setInt(0, maxElements);
            Object[] all = new Object[arguments.length + 3];
            all[0] = handle;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            all[all.length - 2] = count;
            all[all.length - 1] = array;
            int found = nvml.call(function, all) == NvmlCode.SUCCESS ? count.getInt(0) : 0;
            return reader.apply(array, Math.min(found, maxElements));
        }
    }

    /**
     * What the driver keeps of one process.
     *
     * @param utilizationPercent over its life: the share of time in which a kernel of anybody's ran; empty if unknown
     * @param maxMemoryBytes the most that it had at once; empty if unknown
     */
    record AccountedProcess(Optional<Long> utilizationPercent, Optional<Long> maxMemoryBytes) {}
}
