package io.smcontainers.launcher.command;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.Digits;
import io.smcontainers.launcher.Surroundings;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.launcher.hardware.HardwareInventory;
import io.smcontainers.launcher.hardware.HardwareWarnings;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at the hardware, through all probes. */
final class HardwareChecks {
    private static final String BYTES = "-bytes";
    private static final int WIDE = 60;

    /** What it means for a job that something is absent, where that is not plain. */
    private static final Map<String, String> MEANING =
            Map.of("efa", "; several hosts talk over TCP", "network", "; only jobs of one host can run");

    private final HardwareInventory inventory;
    private final HardwareFindings findings;

    private HardwareChecks(HardwareInventory inventory, HardwareFindings findings) {
        this.inventory = inventory;
        this.findings = findings;
    }

    static HardwareChecks start(Surroundings surroundings, PluginRegistry plugins) {
        HardwareInventory inventory = surroundings.startProbes(plugins);
        return new HardwareChecks(inventory, inventory.examine(inventory.await()));
    }

    HardwareFindings findings() {
        return findings;
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("CPUs", Integer.toString(findings.hardware().cpus())));
        checks.add(Check.ok("devices", devices()));
        findings.byProbe().forEach((probe, finding) -> {
            if (finding instanceof Finding.Found found) {
                checks.add(Check.ok(probe, facts(found.facts())));
            } else if (finding instanceof Finding.Absent absent) {
                checks.add(
                        inventory.isFailed(probe)
                                ? Check.warn(probe, "the probe " + absent.reason())
                                : Check.ok(probe, "none: " + absent.reason() + MEANING.getOrDefault(probe, "")));
            }
        });
        HardwareWarnings.sharedMemory(findings).ifPresent(warning -> checks.add(Check.warn("storage", warning)));
        return checks;
    }

    private String devices() {
        List<String> lines = new ArrayList<>();
        for (Accelerator accelerator : findings.hardware().accelerators()) {
            String head = String.join(
                    " ",
                    accelerator.kind().name(),
                    accelerator.name().isEmpty() ? "(model unknown)" : accelerator.name(),
                    accelerator.id());
            List<HardwareFact> details = new ArrayList<>();
            accelerator.details().forEach((name, value) -> details.add(new HardwareFact(name, value)));
            lines.add(details.isEmpty() ? head : head + "\n  " + facts(details).replace("\n", "\n  "));
        }
        return lines.isEmpty() ? "no accelerator found: programs run on the processors" : String.join("\n", lines);
    }

    /** Short facts share a line. */
    private static String facts(List<HardwareFact> facts) {
        StringBuilder text = new StringBuilder();
        int lineLength = 0;
        for (HardwareFact fact : facts) {
            String next = text(fact);
            boolean fits = lineLength > 0 && lineLength + next.length() < WIDE;
            if (lineLength > 0) {
                text.append(fits ? ", " : "\n");
            }
            text.append(next);
            lineLength = fits ? lineLength + next.length() : next.length();
        }
        return text.isEmpty() ? "found" : text.toString();
    }

    /** {@code memory-bytes 17179869184} is {@code memory 16.0 GiB} for people. */
    private static String text(HardwareFact fact) {
        String name = fact.name();
        if (name.endsWith(BYTES) && Digits.isNumber(fact.value(), 18)) {
            return name.substring(0, name.length() - BYTES.length()).replace('-', ' ') + " "
                    + bytes(Long.parseLong(fact.value()));
        }
        return name.replace('-', ' ') + " " + fact.value().replace(",", ", ");
    }

    private static String bytes(long bytes) {
        if (bytes >= 1L << 30) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
        }
        return bytes >= 1L << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }
}
