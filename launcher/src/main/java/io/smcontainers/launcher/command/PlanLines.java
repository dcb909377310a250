package io.smcontainers.launcher.command;

import io.smcontainers.launcher.PlannedJob;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import java.util.ArrayList;
import java.util.List;

/** What this host would do in a job, for people: each line a word that says what it is, and the thing. */
final class PlanLines {
    private final Redactor redactor;
    private final List<String> lines = new ArrayList<>();

    private PlanLines(Redactor redactor) {
        this.redactor = redactor;
    }

    static List<String> of(PlannedJob planned, Redactor redactor) {
        PlanLines lines = new PlanLines(redactor);
        lines.add(planned.plan(), planned.hostPlan());
        return lines.lines;
    }

    private void add(LaunchPlan plan, HostPlan host) {
        plan.notes().forEach(note -> add("note", redactor.redact(note)));
        plan.install().forEach(step -> step.attempts()
                .forEach(attempt -> add("install", step.description() + ": " + commandLine(attempt))));
        host.notes().forEach(note -> add("note", redactor.redact(note)));
        plan.sidecars().forEach(sidecar -> add("beside", sidecar.name() + ": " + commandLine(sidecar.command())));
        if (!host.description().isEmpty()) {
            add("host", host.description());
        }
        add("run", commandLine(host.command()));
        if (host.ranks() && !host.command().equals(plan.program())) {
            add("rank", commandLine(plan.program()));
        }
        if (host.ranks() || host.command().equals(plan.program())) {
            plan.preferred()
                    .forEach(way -> add("rather", commandLine(way.program()) + " (else " + way.otherwise() + ")"));
        }
    }

    private void add(String what, String text) {
        lines.add(what + " ".repeat("install  ".length() - what.length()) + text);
    }

    private String commandLine(Command command) {
        StringBuilder line = new StringBuilder();
        command.environment().forEach((name, value) -> line.append(name)
                .append('=')
                .append(redactor.redact(name, value))
                .append(' '));
        return line.append(redactor.commandLine(command.argv())).toString();
    }
}
