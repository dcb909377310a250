package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private final Set<String> spared;

    /**
     * Creates a runner.
     *
     * @param signals passed on
     * @param patience how long to wait when a process should end
     * @param log says what was sent
     * @param children will hold what it starts
     */
    public ProcessRunner(JobSignals signals, Patience patience, JobLog log, OwnChildren children) {
        this(signals, patience, log, children, new PipeSupply(TEMPORARY, children, log), Set.of());
    }

    private ProcessRunner(
            JobSignals signals,
            Patience patience,
            JobLog log,
            OwnChildren children,
            PipeSupply pipes,
            Set<String> spared) {
        this.spared = spared;
        this.signals = signals;
        this.patience = patience;
        this.log = log;
        this.children = children;
        this.pipes = pipes;
    }

    /** Returns a runner that waits longer, or not as long. */
    public ProcessRunner with(Patience other) {
        return new ProcessRunner(signals, other, log, children, pipes, spared);
    }

    /** Returns a runner that passes other signals on. */
    public ProcessRunner with(JobSignals others) {
        return new ProcessRunner(others, patience, log, children, pipes, spared);
    }

    /**
     * Returns a runner that passes no signal but SIGKILL on to programs of these names. They only start others, and end when those
     * have; ended before, they would take away the others' time to save their work.
     */
    public ProcessRunner sparing(Set<String> names) {
        return new ProcessRunner(signals, patience, log, children, pipes, Set.copyOf(names));
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
        return run(argv, directory, environment, targets, newMark());
    }

    /**
     * Runs a process whose tree has a mark that is known before.
     *
     * @param mark from {@link #newMark}; what is started in another way, but has it in its environment, belongs to the tree
     */
    public ProcessResult run(
            List<String> argv, Path directory, Map<String, String> environment, OutputTargets targets, String mark) {
        StartedProcess started = start(argv, directory, marked(environment, mark), targets);
        long pid = started.process().pid();
        OomPreference.prefer(pid, log);
        ProcessResult result =
                new ProcessSupervisor(started, tree(pid, mark), patience, spared, log).supervise(signals);
        Optional<IOException> startError = OwnSession.startError(result);
        if (startError.isPresent()) {
            throw StartFailure.explain(argv.get(0), directory, startError.get());
        }
        return result;
    }

    /**
     * Starts a process that runs beside others, and returns at once.
     *
     * @param argv program and arguments
     * @param directory where it runs
     * @param environment all its variables; the mark is added
     * @param targets where its output goes
     * @param mark as in {@link #run}
     * @throws io.smcontainers.core.JobException if it could not be started
     */
    public BackgroundProcess startBeside(
            List<String> argv, Path directory, Map<String, String> environment, OutputTargets targets, String mark) {
        StartedProcess started = start(argv, directory, marked(environment, mark), targets);
        return new BackgroundProcess(started, tree(started.process().pid(), mark), spared, log);
    }

    /** Returns a mark for a tree. Unguessable enough: it only has to differ from that of any other job on this machine. */
    public static String newMark() {
        return ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    }

    /** Returns variables with the one that says which tree a process belongs to. */
    public static Map<String, String> marked(Map<String, String> environment, String mark) {
        Map<String, String> marked = new LinkedHashMap<>(environment);
        marked.put(ProcessTree.MARK_VARIABLE, mark);
        return marked;
    }

    private ProcessTree tree(long pid, String mark) {
        return new ProcessTree(pid, mark, ProcessTable.system(), SignalSender.system(log::warn));
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
