package io.smcontainers.launcher.command;

import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.Launcher;
import io.smcontainers.launcher.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a script on this machine as SageMaker would. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a script on this machine as SageMaker would run it: same folders, variables and arguments.",
            "The script may be Python, a jar, a Java source file, a shell script or any executable file.",
            "Ends with the script's exit code."
        },
        footer = {
            "%nExample:",
            "  train local train.py --hyperparameter epochs=40 --channel training=data/train --output /tmp/run1"
        })
final class LocalCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Parameters(
            paramLabel = "SCRIPT",
            description = "The program to run: a file; with --source-dir also its name there, or that of a Java class.")
    private Path script = Path.of("");

    @Option(
            names = "--source-dir",
            paramLabel = "DIR",
            description =
                    "The folder that is the user's code, or s3://bucket/key; the folder that holds SCRIPT by default. Copied, not changed.")
    private @Nullable String sourceDir;

    @Option(
            names = {"-p", "--hyperparameter"},
            paramLabel = "NAME=VALUE",
            description =
                    "A hyperparameter, decoded as in a real job: 5 is a number, \"5\" and abc are strings. Repeatable.")
    private Map<String, String> hyperparameters = new LinkedHashMap<>();

    @Option(
            names = {"-c", "--channel"},
            paramLabel = "NAME=PATH",
            description = "An input: a folder or a file, linked to, not copied. Repeatable.")
    private Map<String, Path> channels = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where model/ and output/ go; below the job's folder by default.")
    private @Nullable Path output;

    @Option(
            names = "--base-dir",
            paramLabel = "DIR",
            description = "The job's folder, in place of /opt/ml: new or empty. A fresh temporary folder by default.")
    private @Nullable Path baseDir;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description = "A variable for the program, as in a job's Environment. Repeatable.")
    private Map<String, String> variables = new LinkedHashMap<>();

    LocalCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        JobLayout layout = new LocalJob(script, sourceDir, hyperparameters, channels, output, baseDir).layOut();
        int exitCode = new Launcher(surroundings.withVariables(variables(layout))).run();
        report(layout, exitCode);
        return exitCode;
    }

    private Map<String, String> variables(JobLayout layout) {
        Map<String, String> all = new LinkedHashMap<>(surroundings.variables());
        // In a container pip may install into the system's Python; on somebody's own machine it must not.
        all.putIfAbsent("PIP_BREAK_SYSTEM_PACKAGES", "0");
        all.put(JobLayout.BASE_DIR_VARIABLE, layout.base().toString());
        all.putAll(variables);
        return all;
    }

    private void report(JobLayout layout, int exitCode) throws IOException {
        out.println();
        out.println(exitCode == 0 ? "The job succeeded." : "The job failed with exit code " + exitCode + ".");
        out.println("  job folder  " + layout.base());
        out.println("  model       " + described(layout.modelDir()));
        out.println("  output      " + described(layout.outputDataDir()));
        if (exitCode != 0) {
            Path failure = layout.failureFile();
            out.println("  failure     " + (Files.exists(failure) ? failure.toRealPath() : "see the log above"));
        }
        out.flush();
    }

    private static String described(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return folder + " (missing)";
        }
        try (Stream<Path> tree = Files.walk(folder.toRealPath())) {
            long files = tree.filter(Files::isRegularFile).count();
            return folder.toRealPath() + " (" + (files == 0 ? "empty" : files + (files == 1 ? " file" : " files"))
                    + ")";
        }
    }
}
