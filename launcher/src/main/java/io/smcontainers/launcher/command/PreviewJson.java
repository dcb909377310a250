package io.smcontainers.launcher.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.JobPreview;
import io.smcontainers.launcher.PlannedJob;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.log.RedactedVariables;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.InstallStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A preview for programs. */
final class PreviewJson {
    private final Redactor redactor;

    private PreviewJson(Redactor redactor) {
        this.redactor = redactor;
    }

    static ObjectNode of(JobPreview preview, Redactor redactor) {
        return new PreviewJson(redactor).json(preview);
    }

    private ObjectNode json(JobPreview preview) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode variables = json.putObject("variables");
        RedactedVariables.of(preview.rendered().variables(), redactor).forEach(variables::put);
        add(json.putArray("arguments"), redactor.arguments(preview.arguments()));
        preview.planned().ifPresent(planned -> put(json.putObject("plan"), planned));
        json.put(
                "problem",
                preview.problem()
                        .map(JobException::getMessage)
                        .map(redactor::redact)
                        .orElse(null));
        add(json.putArray("warnings"), preview.rendered().warnings());
        return json;
    }

    private void put(ObjectNode json, PlannedJob planned) {
        json.put("runner", planned.runnerId());
        ArrayNode install = json.putArray("install");
        planned.plan().install().forEach(step -> put(install.addObject(), step));
        put(json.putObject("program"), planned.plan().program());
        HostPlan host = planned.hostPlan();
        ObjectNode part = json.putObject("host");
        part.put("role", host.role().name().toLowerCase(Locale.ROOT));
        add(part.putArray("team"), host.team());
        put(part.putObject("command"), host.command());
        ArrayNode sidecars = json.putArray("sidecars");
        planned.plan().sidecars().forEach(sidecar -> {
            ObjectNode one = sidecars.addObject().put("name", sidecar.name());
            put(one.putObject("command"), sidecar.command());
        });
        List<String> notes = new ArrayList<>(planned.plan().notes());
        notes.addAll(host.notes());
        add(json.putArray("notes"), notes.stream().map(redactor::redact).toList());
    }

    private void put(ObjectNode json, InstallStep step) {
        json.put("description", step.description());
        ArrayNode attempts = json.putArray("attempts");
        step.attempts().forEach(attempt -> put(attempts.addObject(), attempt));
    }

    private void put(ObjectNode json, Command command) {
        add(json.putArray("argv"), redactor.arguments(command.argv()));
        ObjectNode variables = json.putObject("environment");
        command.environment().forEach((name, value) -> variables.put(name, redactor.redact(name, value)));
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
