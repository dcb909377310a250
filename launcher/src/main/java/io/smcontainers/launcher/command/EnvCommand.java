package io.smcontainers.launcher.command;

import io.smcontainers.core.JobException;
import io.smcontainers.launcher.JobPreview;
import io.smcontainers.launcher.Surroundings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a job would see and do. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the variables and arguments that the job's program would see, and the plan to run it.",
            "Fetches the job's code if it is not there yet, as the plan depends on it; installs and starts nothing."
        })
final class EnvCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @ArgGroup
    private Format format = new Format();

    EnvCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        JobPreview preview = JobPreview.of(surroundings);
        if (format.json) {
            out.println(PreviewJson.of(preview, surroundings.redactor()).toPrettyString());
        } else if (format.export) {
            ExportLines.of(preview.rendered()).forEach(out::println);
        } else {
            PreviewTable.of(preview, surroundings.redactor()).forEach(out::println);
        }
        out.flush();
        return preview.problem().map(this::report).orElse(0);
    }

    private int report(JobException problem) {
        surroundings.log().error("there is no plan: " + problem.getMessage());
        return problem.code().exitCode();
    }

    /** How to show it; a table by default. */
    static final class Format {
        @Option(names = "--json", description = "As one JSON object, for programs. Secrets are masked.")
        private boolean json;

        @Option(
                names = "--export",
                description = "As lines for a shell: eval \"$(train env --export)\". Secrets are NOT masked.")
        private boolean export;
    }
}
