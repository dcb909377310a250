package io.smcontainers.launcher.command;

import io.smcontainers.launcher.Surroundings;
import java.io.PrintWriter;
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
        Examination examination = Examination.of(surroundings);
        if (json) {
            out.println(ExaminationJson.of(examination).toPrettyString());
        } else {
            print(examination);
        }
        out.flush();
        return examination.canRun() ? 0 : 1;
    }

    private void print(Examination examination) {
        examination
                .checks()
                .forEach(check -> out.printf(
                        Locale.ROOT,
                        "%-4s  %-10s  %s%n",
                        check.status(),
                        check.subject(),
                        check.finding().replace("\n", "\n" + " ".repeat(18))));
        out.println();
        out.println(
                examination.canRun()
                        ? "A job could run here."
                        : "A job could NOT run here: see the lines marked FAIL.");
    }
}
