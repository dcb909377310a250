package io.smcontainers.launcher.command;

import io.smcontainers.launcher.Launcher;
import io.smcontainers.launcher.Surroundings;
import io.smcontainers.launcher.code.FileTrees;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.OwnChildren;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs jobs that do nothing, so that the JVM, started by {@code bin/train warm} with the right flags, writes an archive of the
 * classes that a job needs (AppCDS).
 */
@Command(
        name = "warm",
        mixinStandardHelpOptions = true,
        description = {
            "Makes every later start faster: writes an archive of loaded classes to lib/train.jsa.",
            "For a Dockerfile: RUN /opt/sagemaker-containers/bin/train warm"
        })
final class WarmCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    WarmCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        int shell = run("train.sh", "#!/bin/sh\nexit 0\n", Map.of());
        // Whether the image has Python or not: the classes are the same, and this is a program that ends at once.
        run("train.py", "", Map.of("SAGEMAKER_PYTHON", "/bin/true"));
        // The archive is written when the JVM exits in the ordinary way, which Main does not.
        System.exit(shell);
        return shell;
    }

    private int run(String name, String text, Map<String, String> variables) throws IOException {
        Path base = Files.createTempDirectory("train-warm");
        try {
            Path config = Files.createDirectories(base.resolve("input/config"));
            Files.writeString(
                    config.resolve("hyperparameters.json"),
                    "{\"sagemaker_program\":\"" + name
                            + "\",\"epochs\":\"1\",\"rate\":\"0.1\",\"api_token\":\"none-of-yours\"}");
            Files.writeString(
                    config.resolve("inputdataconfig.json"), "{\"training\":{\"TrainingInputMode\":\"File\"}}");
            Files.writeString(
                    config.resolve("resourceconfig.json"), "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]}");
            Files.writeString(Files.createDirectories(base.resolve("code")).resolve(name), text);
            Map<String, String> all = new LinkedHashMap<>(surroundings.variables());
            all.put("SAGEMAKER_BASE_DIR", base.toString());
            all.putAll(variables);
            return new Launcher(silent(all)).run();
        } finally {
            FileTrees.delete(base);
        }
    }

    private Surroundings silent(Map<String, String> variables) {
        Redactor redactor = surroundings.redactor();
        return new Surroundings(
                variables,
                surroundings.pluginFolder(),
                OutputTargets.discarded(),
                new JobLog(OutputStream.nullOutputStream(), Clock.systemUTC(), redactor),
                redactor,
                new JobSignals(),
                new OwnChildren());
    }
}
