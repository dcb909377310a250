package io.smcontainers.gpu.nvml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which GPUs are tied together by NVLink. One GPU alone is not asked: its links lead nowhere that the job can use. */
final class NvLinks {
    /** {@code NVML_NVLINK_MAX_LINKS}. */
    private static final int MAX_LINKS = 18;

    private final List<Gpu> gpus;

    NvLinks(List<Gpu> gpus) {
        this.gpus = gpus;
    }

    /** Returns a text such as {@code GPU 1 (4 links), GPU 3 (2 links)}, empty if no link is up. */
    String peers(NvmlDevice device) {
        Map<String, Integer> links = new LinkedHashMap<>();
        for (int link = 0; gpus.size() > 1 && link < MAX_LINKS; link++) {
            Optional<Boolean> active = device.nvLinkActive(link);
            if (active.isEmpty()) {
                break;
            }
            if (active.get()) {
                String peer = peer(device.nvLinkPeer(link).orElse("?"));
                links.put(peer, links.getOrDefault(peer, 0) + 1);
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> peer : links.entrySet()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(peer.getKey())
                    .append(" (")
                    .append(peer.getValue())
                    .append(peer.getValue() == 1 ? " link)" : " links)");
        }
        return text.toString();
    }

    /** What is no GPU of ours is a switch, mostly; on other machines a processor, or a GPU of another container. */
    private String peer(String busId) {
        for (Gpu gpu : gpus) {
            if (gpu.details().getOrDefault("pci-bus-id", "").equalsIgnoreCase(busId)) {
                return "GPU " + gpu.index();
            }
        }
        return "switch or other device";
    }
}
