package io.smcontainers.launcher.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.launcher.Surroundings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks whether a job could run here. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks this image: what is there, what is missing, and what that means for a job.",
            "Exit code 1 if a job could not run."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Option(names = "--json", description = "As one JSON object, for programs.")
    private boolean json;

    DoctorCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        List<Check> checks = new Examination(surroundings).checks();
        boolean canRun = checks.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
        if (json) {
            out.println(json(checks, canRun).toPrettyString());
        } else {
            print(checks, canRun);
        }
        out.flush();
        return canRun ? 0 : 1;
    }

    private void print(List<Check> checks, boolean canRun) {
        checks.forEach(check -> out.printf(
                Locale.ROOT,
                "%-4s  %-10s  %s%n",
                check.status(),
                check.subject(),
                check.finding().replace("\n", "\n" + " ".repeat(18))));
        out.println();
        out.println(canRun ? "A job could run here." : "A job could NOT run here: see the lines marked FAIL.");
    }

    private static ObjectNode json(List<Check> checks, boolean canRun) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("canRun", canRun);
        ArrayNode list = json.putArray("checks");
        checks.forEach(check -> list.addObject()
                .put("status", check.status().name())
                .put("subject", check.subject())
                .put("finding", check.finding()));
        return json;
    }
}
