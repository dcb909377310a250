package io.smcontainers.launcher.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.Accelerator;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.spi.Finding;

/** What {@code train doctor --json} prints. Its names are part of the contract with programs; {@code docs/hardware.md} lists them. */
final class ExaminationJson {
    private ExaminationJson() {}

    static ObjectNode of(Examination examination) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("canRun", examination.canRun());
        ArrayNode checks = json.putArray("checks");
        examination.checks().forEach(check -> checks.addObject()
                .put("status", check.status().name())
                .put("subject", check.subject())
                .put("finding", check.finding()));
        addHardware(json.putObject("hardware"), examination.hardware());
        return json;
    }

    private static void addHardware(ObjectNode json, HardwareFindings findings) {
        json.put("cpus", findings.hardware().cpus());
        ArrayNode accelerators = json.putArray("accelerators");
        for (Accelerator accelerator : findings.hardware().accelerators()) {
            ObjectNode one = accelerators
                    .addObject()
                    .put("kind", accelerator.kind().name())
                    .put("id", accelerator.id())
                    .put("name", accelerator.name());
            ObjectNode details = one.putObject("details");
            accelerator.details().forEach(details::put);
        }
        ObjectNode probes = json.putObject("probes");
        findings.byProbe().forEach((id, finding) -> addProbe(probes.putObject(id), finding));
    }

    private static void addProbe(ObjectNode json, Finding finding) {
        json.put("found", finding instanceof Finding.Found);
        if (finding instanceof Finding.Found found) {
            ObjectNode facts = json.putObject("facts");
            found.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
        } else if (finding instanceof Finding.Absent absent) {
            json.put("reason", absent.reason());
        }
    }
}
