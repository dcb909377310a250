package com.example.awk;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.EntryPointCheck;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Path;
import java.util.List;

/** Runs AWK scripts. */
public final class AwkRunner implements FrameworkRunner {
    @Override
    public String id() {
        return "awk";
    }

    @Override
    public Support supports(TrainingJob job) {
        String name = job.programName().orElse("");
        return name.endsWith(".awk") ? Support.yes() : Support.no("'" + name + "' is not an AWK script");
    }

    @Override
    public LaunchPlan plan(TrainingJob job) {
        EntryPointCheck.requireFile(job);
        Path awk = job.findExecutable("awk")
                .orElseThrow(() -> new JobException(ErrorCode.DEPENDENCY_UNAVAILABLE, "there is no awk on PATH"));
        String script = job.programName().orElseThrow();
        return LaunchPlan.running(Command.of(awk.toString(), "-f", script, "--").withArguments(job.arguments()))
                .noting("AWK is " + awk);
    }

    @Override
    public List<ErrorRecognizer> errorRecognizers() {
        return List.of(ErrorPattern.of("awk-fatal", Certainty.UNCAUGHT, "fatal: .*", "fatal"));
    }
}
