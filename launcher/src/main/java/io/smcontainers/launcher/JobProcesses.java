package io.smcontainers.launcher;

import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.code.FileTrees;
import io.smcontainers.launcher.index.IndexLogins;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.BackgroundProcess;
import io.smcontainers.launcher.process.ExecLimits;
import io.smcontainers.launcher.process.FittedProgram;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.Patience;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.ErrorFile;
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
    private final String mark = ProcessRunner.newMark();

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
    Optional<Outcome> install(
            List<InstallStep> steps, IndexLogins logins, FailureText failureText, JobSignals signals) {
        OutputTargets targets = surroundings.targets().redacted(surroundings.redactor());
        ProcessRunner installer = runner.with(Patience.SHORT).with(signals);
        return new Installation(
                        command -> run(command, logins.variables(), targets, installer, ProcessRunner.newMark()),
                        failureText,
                        surroundings.redactor(),
                        log,
                        signals::isStopRequested)
                .carryOut(steps);
    }

    /**
     * Runs the program, or what starts it on several hosts.
     *
     * @param signals passed on to it
     * @param starters names of programs that only start others, and get no signal
     */
    ProcessResult run(Command command, OutputTargets targets, JobSignals signals, Set<String> starters) {
        return run(command, Map.of(), targets, runner.with(signals).sparing(starters), mark);
    }

    /** Runs something short whose output nobody needs. */
    ProcessResult runQuietly(Command command, JobSignals signals) {
        ProcessRunner quick = runner.with(Patience.SHORT).with(signals);
        return run(command, Map.of(), OutputTargets.discarded(), quick, ProcessRunner.newMark());
    }

    /** Starts what runs beside the program, as a tree of its own. */
    BackgroundProcess startBeside(Command command, OutputTargets targets) {
        FittedProgram fitted = fitted(command);
        return runner.startBeside(
                fitted.argv(), layout.codeDir(), fitted.variables(), targets, ProcessRunner.newMark());
    }

    /**
     * Starts what lets the leader start the program here: all that it starts has the program's mark.
     *
     * @param starters as for {@link #run}
     */
    BackgroundProcess startServer(Command command, OutputTargets targets, Set<String> starters) {
        FittedProgram fitted = fitted(command);
        return runner.sparing(starters).startBeside(fitted.argv(), layout.codeDir(), fitted.variables(), targets, mark);
    }

    /** Returns a command as it is to be run by something else, with all its variables and the program's mark. */
    FittedProgram prepared(Command command) {
        FittedProgram fitted = fitted(command);
        return new FittedProgram(fitted.argv(), ProcessRunner.marked(fitted.variables(), mark), fitted.warnings());
    }

    /** Returns what ssh is to give to what the leader starts: with which MPI finds itself, and the program's mark. */
    Map<String, String> sessionVariables() {
        Map<String, String> variables = new LinkedHashMap<>(surroundings.variables());
        variables.keySet().retainAll(Set.of("PATH", "LD_LIBRARY_PATH"));
        return ProcessRunner.marked(variables, mark);
    }

    /** Returns the files in which the program says why it failed. */
    ErrorFiles errorFiles(List<ErrorFile> declared) {
        if (!declared.isEmpty()) {
            FittedProgram.makeFolder(filesForLargeValues);
        }
        return new ErrorFiles(declared, surroundings.variables(), filesForLargeValues, log);
    }

    Path codeDir() {
        return layout.codeDir();
    }

    private ProcessResult run(
            Command command, Map<String, String> more, OutputTargets targets, ProcessRunner with, String treeMark) {
        FittedProgram fitted = fitted(command, more);
        EnvironmentListing.log(fitted.variables(), surroundings.redactor(), log);
        return with.run(fitted.argv(), layout.codeDir(), fitted.variables(), targets, treeMark);
    }

    private FittedProgram fitted(Command command) {
        return fitted(command, Map.of());
    }

    private FittedProgram fitted(Command command, Map<String, String> more) {
        Map<String, String> variables = new LinkedHashMap<>(surroundings.variables());
        // The shell of bin/train set it to where train was started.
        variables.replace("PWD", layout.codeDir().toString());
        variables.putAll(rendered.variables());
        variables.putAll(more);
        variables.putAll(command.environment());
        FittedProgram fitted =
                FittedProgram.of(command.argv(), variables, ExecLimits.ofThisProcess(), filesForLargeValues);
        fitted.warnings().forEach(log::warn);
        return fitted;
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

    static void makeExecutable(Path file) {
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
