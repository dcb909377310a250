package io.smcontainers.launcher;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.InstallStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Carries out install steps: of each, one attempt after the other until one succeeds. */
final class Installation {
    private final Function<Command, ProcessResult> run;
    private final FailureText failureText;
    private final JobLog log;

    Installation(Function<Command, ProcessResult> run, FailureText failureText, JobLog log) {
        this.run = run;
        this.failureText = failureText;
        this.log = log;
    }

    /** Returns the failure of the first step that fails. */
    Optional<Outcome> carryOut(List<InstallStep> steps) {
        return steps.stream().map(this::carryOut).flatMap(Optional::stream).findFirst();
    }

    private Optional<Outcome> carryOut(InstallStep step) {
        Command last = step.attempts().get(step.attempts().size() - 1);
        for (Command attempt : step.attempts()) {
            log.info("installing " + step.description() + ": " + String.join(" ", attempt.argv()));
            ProcessResult result = run.apply(attempt);
            if (result.isSuccess()) {
                return Optional.empty();
            }
            if (attempt == last) {
                String text = failureText.of(step.onFailure(), attempt.argv(), result, step.errorPatterns());
                return Optional.of(new Outcome.Failed(step.onFailure().exitCode(), text));
            }
            log.info("that failed with exit code " + result.exitCode() + "; trying another way");
        }
        return Optional.empty();
    }
}
