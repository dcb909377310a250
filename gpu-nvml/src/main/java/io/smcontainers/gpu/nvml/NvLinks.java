package io.smcontainers.gpu.nvml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which GPUs are tied together by NVLink. One GPU alone is not asked: its links lead nowhere that the job can use. */
final class NvLinks {
    /** {@code NVML_NVLINK_MAX_LINKS}. */
    private static final int MAX_LINKS = 18;

    private final Map<Integer, NvmlDevice> devices = new LinkedHashMap<>();

    /** Adds a GPU. */
    void add(int index, NvmlDevice device) {
        devices.put(index, device);
    }

    /** Returns the GPUs with what their links lead to. */
    List<Gpu> tell(List<Gpu> gpus) {
        return gpus.size() < 2
                ? gpus
                : gpus.stream().map(gpu -> with(gpu, peers(gpu, gpus))).toList();
    }

    private static Gpu with(Gpu gpu, String peers) {
        if (peers.isEmpty()) {
            return gpu;
        }
        Map<String, String> details = new LinkedHashMap<>(gpu.details());
        details.put("nvlink-peers", peers);
        return new Gpu(gpu.index(), gpu.uuid(), gpu.name(), gpu.split(), gpu.migDevices(), details);
    }

    /** Returns a text such as {@code GPU 1 (4 links), GPU 3 (2 links)}. */
    private String peers(Gpu gpu, List<Gpu> gpus) {
        NvmlDevice device = devices.get(gpu.index());
        Map<String, Integer> links = new LinkedHashMap<>();
        for (int link = 0; device != null && link < MAX_LINKS; link++) {
            Optional<Boolean> active = device.nvLinkActive(link);
            if (active.isEmpty()) {
                break;
            }
            if (active.get()) {
                links.merge(peer(device.nvLinkPeer(link), gpus), 1, Integer::sum);
            }
        }
        StringBuilder text = new StringBuilder();
        links.forEach((peer, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(peer)
                .append(" (")
                .append(count)
                .append(count == 1 ? " link)" : " links)"));
        return text.toString();
    }

    /** What is no GPU of ours is a switch, mostly; on other machines a processor, or a GPU of another container. */
    private static String peer(Optional<String> busId, List<Gpu> gpus) {
        String wanted = busId.map(NvLinks::comparable).orElse("");
        return gpus.stream()
                .filter(gpu -> comparable(gpu.details().getOrDefault("pci-bus-id", "?"))
                        .equals(wanted))
                .findFirst()
                .map(gpu -> "GPU " + gpu.index())
                .orElse("switch or other device");
    }

    /** Some functions write four digits of the domain, some eight. */
    private static String comparable(String busId) {
        return busId.toLowerCase(Locale.ROOT).replaceFirst("^0+", "");
    }
}
