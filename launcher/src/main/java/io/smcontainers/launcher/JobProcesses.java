package io.smcontainers.launcher;

import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.cause.CauseFinder;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.code.FileTrees;
import io.smcontainers.launcher.index.IndexLogins;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.memory.MemoryVerdict;
import io.smcontainers.launcher.memory.MemoryWatch;
import io.smcontainers.launcher.outcome.ExitMeaning;
import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.ExecLimits;
import io.smcontainers.launcher.process.FittedProgram;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.Patience;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.InstallStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries a plan out: the processes of one job, all in its code folder and with its variables. */
final class JobProcesses implements AutoCloseable {
    private final Surroundings surroundings;
    private final JobLog log;
    private final JobLayout layout;
    private final EnvironmentVariables rendered;
    private final ProcessRunner runner;

    /** Nobody else's, though it is in {@code /tmp}: the name cannot be guessed. */
    private final Path filesForLargeValues = Path.of(
            System.getProperty("java.io.tmpdir"),
            "sagemaker-containers-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));

    JobProcesses(Surroundings surroundings, JobLayout layout, EnvironmentVariables rendered, ProcessRunner runner) {
        this.surroundings = surroundings;
        this.log = surroundings.log();
        this.layout = layout;
        this.rendered = rendered;
        this.runner = runner;
        rendered.warnings().forEach(log::warn);
    }

    /** Runs all install steps; what installers print loses its secrets on the way. */
    Optional<Outcome> install(List<InstallStep> steps, IndexLogins logins, FailureText failureText) {
        OutputTargets targets = surroundings.targets().redacted(surroundings.redactor());
        return new Installation(
                        command -> run(command, logins.variables(), targets, runner.with(Patience.SHORT)),
                        failureText,
                        surroundings.redactor(),
                        log,
                        surroundings.signals()::isStopRequested)
                .carryOut(steps);
    }

    /** Runs the user's program; what it prints passes through as it is. */
    Outcome launch(PlannedJob planned, FailureText failureText) {
        planned.plan().notes().forEach(log::info);
        planned.plan().executables().forEach(this::makeExecutable);
        Command program = planned.plan().program();
        log.info(planned.runnerId() + " runs " + surroundings.redactor().commandLine(program.argv()));
        MemoryWatch memory = MemoryWatch.start();
        ProcessResult result = run(program, Map.of(), surroundings.targets(), runner);
        if (result.isSuccess()) {
            return new Outcome.Succeeded();
        }
        MemoryVerdict verdict = memory.verdict();
        String ending = ExitMeaning.of(result, surroundings.signals().stopSignal(), verdict);
        Diagnosis diagnosis = new CauseFinder(planned.errorRecognizers().get(), surroundings.redactor(), log::warn)
                .find(result, ending);
        Failure failure =
                failureText.of(ErrorCode.USER_PROGRAM_FAILED, program.argv(), result.exitCode(), diagnosis, "");
        return new Outcome.Failed(
                verdict instanceof MemoryVerdict.RanOut ? failure.withKind(ErrorKind.RESOURCE) : failure);
    }

    private ProcessResult run(Command command, Map<String, String> more, OutputTargets targets, ProcessRunner runner) {
        Map<String, String> variables = new LinkedHashMap<>(surroundings.variables());
        // The shell of bin/train set it to where train was started.
        variables.replace("PWD", layout.codeDir().toString());
        variables.putAll(rendered.variables());
        variables.putAll(more);
        variables.putAll(command.environment());
        FittedProgram fitted =
                FittedProgram.of(command.argv(), variables, ExecLimits.ofThisProcess(), filesForLargeValues);
        fitted.warnings().forEach(log::warn);
        EnvironmentListing.log(fitted.variables(), surroundings.redactor(), log);
        return runner.run(fitted.argv(), layout.codeDir(), fitted.variables(), targets);
    }

    /** Deletes what only the processes needed. */
    @Override
    public void close() {
        try {
            if (Files.exists(filesForLargeValues)) {
                FileTrees.delete(filesForLargeValues);
            }
        } catch (IOException e) {
            log.warn("the folder " + filesForLargeValues + " stays behind: " + e);
        }
    }

    private void makeExecutable(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (Files.isExecutable(file)) {
                return;
            }
            permissions.addAll(Set.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
            Files.setPosixFilePermissions(file, permissions);
        } catch (IOException e) {
            throw new JobException(
                    ErrorCode.PERMISSION_DENIED,
                    file + " cannot be made executable (" + e + "); give it run bits before it is packed: chmod +x",
                    e);
        }
    }
}
