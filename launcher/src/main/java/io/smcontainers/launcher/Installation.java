package io.smcontainers.launcher;

import io.smcontainers.launcher.cause.CauseFinder;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.InstallStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Carries out install steps: of each, one attempt after the other until one succeeds. */
final class Installation {
    private final Function<Command, ProcessResult> run;
    private final FailureText failureText;
    private final Redactor redactor;
    private final JobLog log;
    private final BooleanSupplier stopped;

    Installation(
            Function<Command, ProcessResult> run,
            FailureText failureText,
            Redactor redactor,
            JobLog log,
            BooleanSupplier stopped) {
        this.run = run;
        this.stopped = stopped;
        this.failureText = failureText;
        this.redactor = redactor;
        this.log = log;
    }

    /** Returns the failure of the first step that fails. */
    Optional<Outcome> carryOut(List<InstallStep> steps) {
        return steps.stream().map(this::carryOut).flatMap(Optional::stream).findFirst();
    }

    private Optional<Outcome> carryOut(InstallStep step) {
        List<String> earlier = new ArrayList<>();
        int last = step.attempts().size() - 1;
        for (int i = 0; i <= last; i++) {
            Command attempt = step.attempts().get(i);
            log.info("installing " + step.description() + ": " + redactor.commandLine(attempt.argv()));
            ProcessResult result = run.apply(attempt);
            if (result.isSuccess()) {
                return Optional.empty();
            }
            if (i == last || stopped.getAsBoolean()) {
                return Optional.of(failed(step, attempt, result, earlier));
            }
            earlier.add(diagnose(step, result).cause());
            log.info("that failed with exit code " + result.exitCode() + "; trying another way");
        }
        return Optional.empty();
    }

    /** What the other attempts failed of may be nearer to the truth than what the last one did. */
    private Outcome failed(InstallStep step, Command attempt, ProcessResult result, List<String> earlier) {
        String extraInfo = earlier.isEmpty() ? "" : "Tried before: " + String.join("; ", earlier);
        Diagnosis diagnosis = diagnose(step, result);
        return new Outcome.Failed(
                failureText.of(step.onFailure(), attempt.argv(), result.exitCode(), diagnosis, extraInfo));
    }

    private Diagnosis diagnose(InstallStep step, ProcessResult result) {
        return new CauseFinder(step.errorRecognizers(), redactor, log::warn).find(result, "");
    }
}
