package io.smcontainers.launcher.command;

import io.smcontainers.launcher.JobPreview;
import io.smcontainers.launcher.PlannedJob;
import io.smcontainers.launcher.log.RedactedVariables;
import io.smcontainers.launcher.log.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A preview for people. */
final class PreviewTable {
    private static final int MAX_VALUE = 200;

    private final Redactor redactor;
    private final List<String> lines = new ArrayList<>();

    private PreviewTable(Redactor redactor) {
        this.redactor = redactor;
    }

    static List<String> of(JobPreview preview, Redactor redactor) {
        PreviewTable table = new PreviewTable(redactor);
        table.add(
                "Environment variables (values longer than " + MAX_VALUE + " characters are cut; --json has all)",
                RedactedVariables.of(preview.rendered().variables(), redactor));
        table.lines.add("");
        table.lines.add("Arguments");
        table.lines.add("  " + redactor.commandLine(preview.arguments()));
        preview.planned().ifPresent(table::add);
        preview.rendered().warnings().forEach(warning -> table.lines.add("Warning: " + warning));
        return table.lines;
    }

    private void add(PlannedJob planned) {
        lines.add("");
        lines.add("Plan of the runner '" + planned.runnerId() + "'");
        PlanLines.of(planned, redactor).forEach(line -> lines.add("  " + line));
    }

    private void add(String title, Map<String, String> values) {
        int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.add(title);
        values.forEach((name, value) -> lines.add("  " + name + " ".repeat(width - name.length() + 2) + cut(value)));
    }

    private static String cut(String value) {
        String oneLine = value.replace("\n", "\\n");
        return oneLine.length() <= MAX_VALUE ? oneLine : oneLine.substring(0, MAX_VALUE) + "...";
    }
}
