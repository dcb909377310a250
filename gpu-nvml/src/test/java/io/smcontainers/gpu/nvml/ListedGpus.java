package io.smcontainers.gpu.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The GPUs that nvml.c would tell of, made without it. */
final class ListedGpus {
    private ListedGpus() {}

    /** Returns them for lines such as {@code gpus 8}. */
    static GpuInventory of(List<String> settings) {
        List<Gpu> gpus = new ArrayList<>();
        String driver = "";
        for (String setting : settings) {
            String[] words = setting.split(" ");
            switch (words[0]) {
                case "gpus" -> {
                    for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                        gpus.add(new Gpu(i, uuid(i), "H100"));
                    }
                }
                case "driver" -> driver = words[1];
                case "split" -> split(gpus, Integer.parseInt(words[1]), words);
                default -> throw new IllegalArgumentException(setting);
            }
        }
        return new GpuInventory(gpus, driver, List.of());
    }

    private static String uuid(int index) {
        return "GPU-%x0000000-1111-2222-3333-44444444%04x".formatted(index, index);
    }

    private static void split(List<Gpu> gpus, int gpu, String[] words) {
        List<MigDevice> devices = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            if (!words[i].equals("-")) {
                String[] parts = words[i].split("[:/]");
                devices.add(new MigDevice(
                        i - 2,
                        "MIG-%x%x000000-5555-6666-7777-888888888888".formatted(gpu, i - 2),
                        "H100 MIG " + parts[0],
                        Long.parseLong(parts[1]),
                        Long.parseLong(parts[2]),
                        Map.of()));
            }
        }
        gpus.set(gpu, new Gpu(gpu, uuid(gpu), "H100", true, devices, Map.of()));
    }
}
