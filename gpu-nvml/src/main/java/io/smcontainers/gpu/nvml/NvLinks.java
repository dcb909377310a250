package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.HardwareFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which GPUs are tied together by NVLink. */
final class NvLinks {
    /** {@code NVML_NVLINK_MAX_LINKS}. */
    private static final int MAX_LINKS = 18;

    private final List<Gpu> gpus;

    NvLinks(List<Gpu> gpus) {
        this.gpus = gpus;
    }

    /** Returns a fact for each GPU that has a link, such as {@code gpu-0-nvlink-peers}: {@code GPU 1 (4 links)}. */
    List<HardwareFact> read(Nvml nvml) {
        List<HardwareFact> facts = new ArrayList<>();
        for (Gpu gpu : gpus) {
            String peers = nvml.gpu(gpu.index()) instanceof Nvml.Handle.Usable usable ? peers(usable.device()) : "";
            if (!peers.isEmpty()) {
                facts.add(new HardwareFact("gpu-" + gpu.index() + "-nvlink-peers", peers));
            }
        }
        return facts;
    }

    private String peers(NvmlDevice device) {
        Map<String, Integer> links = new LinkedHashMap<>();
        for (int link = 0; link < MAX_LINKS; link++) {
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
