package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a process to its end, without a shell. While it runs its output passes through, and signals are passed on to it and all
 * that it started. Nothing of it is left when it has ended.
 */
public final class ProcessRunner implements AutoCloseable {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final JobSignals signals;
    private final Patience patience;
    private final JobLog log;
    private final OwnChildren children;
    private final PipeSupply pipes;

    /**
     * Creates a runner.
     *
     * @param signals passed on
     * @param patience how long to wait when a process should end
     * @param log says what was sent
     * @param children will hold what it starts
     */
    public ProcessRunner(JobSignals signals, Patience patience, JobLog log, OwnChildren children) {
        this(signals, patience, log, children, new PipeSupply(TEMPORARY, children, log));
    }

    private ProcessRunner(JobSignals signals, Patience patience, JobLog log, OwnChildren children, PipeSupply pipes) {
        this.signals = signals;
        this.patience = patience;
        this.log = log;
        this.children = children;
        this.pipes = pipes;
    }

    /** Returns a runner that waits longer, or not as long. */
    public ProcessRunner with(Patience other) {
        return new ProcessRunner(signals, other, log, children, pipes);
    }

    /**
     * Runs a process.
     *
     * @param argv program and arguments
     * @param directory where it runs
     * @param environment all its variables; the mark of the process tree is added
     * @param targets where its output goes
     * @return how it ended
     * @throws io.smcontainers.core.JobException if it could not be started
     */
    public ProcessResult run(
            List<String> argv, Path directory, Map<String, String> environment, OutputTargets targets) {
        // Unguessable enough: it only has to differ from that of any other job on this machine.
        String mark = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        Map<String, String> marked = new LinkedHashMap<>(environment);
        marked.put(ProcessTree.MARK_VARIABLE, mark);
        StartedProcess started = start(argv, directory, marked, targets);
        long pid = started.process().pid();
        OomPreference.prefer(pid, log);
        ProcessTree tree = new ProcessTree(pid, mark, ProcessTable.system(), SignalSender.system(log::warn));
        ProcessResult result = new ProcessSupervisor(started, tree, patience, log).supervise(signals);
        Optional<IOException> startError = OwnSession.startError(result);
        if (startError.isPresent()) {
            throw StartFailure.explain(argv.get(0), directory, startError.get());
        }
        return result;
    }

    private StartedProcess start(
            List<String> argv, Path directory, Map<String, String> environment, OutputTargets targets) {
        ProcessBuilder builder = new ProcessBuilder(
                        OwnSession.of(argv, environment).argv())
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.INHERIT);
        ChildEnvironment.apply(environment, builder.environment());
        try {
            return StartedProcess.start(builder, children, targets, pipes.take());
        } catch (IOException e) {
            throw StartFailure.explain(argv.get(0), directory, e);
        }
    }

    /** Deletes what it made for a process that was not started. */
    @Override
    public void close() {
        pipes.close();
    }
}
