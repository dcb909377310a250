package io.smcontainers.gpu.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code nvidia-smi -L} writes: a line for each GPU, and below it one for each of its MIG devices (NVIDIA's MIG User
 * Guide, "MIG Device Names").
 */
final class SmiListing {
    private static final Pattern GPU = Pattern.compile("GPU (\\d+): (.*) \\(UUID: (GPU-[^)]+)\\)\\s*");
    private static final Pattern MIG =
            Pattern.compile("\\s*MIG (\\S+)\\s+Device\\s+(\\d+): \\(UUID: (MIG-[^)]+)\\)\\s*");

    private SmiListing() {}

    /** Returns the GPUs that a text lists. */
    static List<Gpu> gpus(String text) {
        List<Gpu> gpus = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher gpu = GPU.matcher(line);
            Matcher mig = MIG.matcher(line);
            if (gpu.matches()) {
                gpus.add(gpu(gpu));
            } else if (mig.matches() && !gpus.isEmpty()) {
                gpus.add(split(gpus.remove(gpus.size() - 1), mig));
            }
        });
        return gpus;
    }

    private static Gpu gpu(Matcher line) {
        int index = Integer.parseInt(line.group(1));
        return new Gpu(index, line.group(3), line.group(2), false, List.of(), Map.of("index", Integer.toString(index)));
    }

    /** The lines do not tell which devices share a GPU instance, so each counts as in one of its own. */
    private static Gpu split(Gpu gpu, Matcher line) {
        int index = Integer.parseInt(line.group(2));
        List<MigDevice> devices = new ArrayList<>(gpu.migDevices());
        devices.add(new MigDevice(
                index,
                line.group(3),
                gpu.name() + " MIG " + line.group(1),
                -1L - index,
                -1L - index,
                Map.of("index", gpu.index() + ":" + index)));
        return new Gpu(gpu.index(), gpu.uuid(), gpu.name(), true, devices, gpu.details());
    }
}
