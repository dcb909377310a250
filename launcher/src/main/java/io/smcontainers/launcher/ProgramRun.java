package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.launcher.cause.CauseFinder;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.cluster.RankTagStream;
import io.smcontainers.launcher.cluster.RankTags;
import io.smcontainers.launcher.memory.MemoryVerdict;
import io.smcontainers.launcher.memory.MemoryWatch;
import io.smcontainers.launcher.outcome.ExitMeaning;
import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.Command;
import java.util.function.BiFunction;

/** Runs the job's program, and says how that ended. */
final class ProgramRun {
    private final Surroundings surroundings;
    private final PlannedJob planned;
    private final FailureText failureText;

    ProgramRun(Surroundings surroundings, PlannedJob planned, FailureText failureText) {
        this.surroundings = surroundings;
        this.planned = planned;
        this.failureText = failureText;
    }

    /**
     * Runs it; what it prints passes through as it is, but for tags of ranks.
     *
     * @param program what this host runs
     * @param errorFiles in which it may say why it failed
     * @param run starts a process and sees it to its end
     * @param onLostPeer called if it failed only because another process had
     */
    Outcome run(
            Command program,
            ErrorFiles errorFiles,
            BiFunction<Command, OutputTargets, ProcessResult> run,
            Runnable onLostPeer) {
        RankTags tags = planned.hostPlan().tags();
        OutputTargets targets = surroundings.targets();
        if (tags.isAny()) {
            targets = new OutputTargets(
                    new RankTagStream(targets.stdout(), tags), new RankTagStream(targets.stderr(), tags));
        }
        MemoryWatch memory = MemoryWatch.start();
        ProcessResult result = run.apply(errorFiles.named(program), targets);
        if (result.isSuccess()) {
            return new Outcome.Succeeded();
        }
        MemoryVerdict verdict = verdict(memory);
        String ending = ExitMeaning.of(result, surroundings.signals().stopSignal(), verdict);
        ProcessResult told = new ProcessResult(
                result.exitCode(),
                result.killed(),
                tags.rewrite(result.stdoutTail()),
                errorFiles.appendedTo(tags.rewrite(result.stderrTail())));
        Diagnosis diagnosis = new CauseFinder(
                        planned.errorRecognizers().get(), surroundings.redactor(), surroundings.log()::warn)
                .find(told, ending);
        if (diagnosis.isConsequence()) {
            onLostPeer.run();
        }
        Failure failure = failureText.of(
                ErrorCode.USER_PROGRAM_FAILED,
                program.argv(),
                result.exitCode(),
                diagnosis.withCauseEnding(tags.placeOfRankIn(diagnosis.cause())),
                "");
        return new Outcome.Failed(
                verdict instanceof MemoryVerdict.RanOut ? failure.withKind(ErrorKind.RESOURCE) : failure);
    }

    /** That memory did not run out here says nothing of the ranks on other hosts. */
    private MemoryVerdict verdict(MemoryWatch memory) {
        MemoryVerdict here = memory.verdict();
        boolean isElsewhere = planned.hostPlan().ranks() && planned.hostPlan().isTeam();
        return isElsewhere && here instanceof MemoryVerdict.Enough ? new MemoryVerdict.Unknown() : here;
    }
}
