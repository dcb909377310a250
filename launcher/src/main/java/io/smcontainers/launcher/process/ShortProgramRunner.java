package io.smcontainers.launcher.process;

import io.smcontainers.launcher.process.table.ProcessTable;
import io.smcontainers.spi.ProgramEnd;
import io.smcontainers.spi.ShortPrograms;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs that answer at once or not at all. Whatever happens, nothing of one is left running. */
public final class ShortProgramRunner implements ShortPrograms {
    /** For output that is still in the pipe when the program has ended. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private final Map<String, String> environment;
    private final OwnChildren children;

    /**
     * Creates a runner.
     *
     * @param environment the variables of the programs
     * @param children will hold what it starts
     */
    public ShortProgramRunner(Map<String, String> environment, OwnChildren children) {
        this.environment = environment;
        this.children = children;
    }

    @Override
    public ProgramEnd run(List<String> argv, Duration limit) {
        String mark = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        Map<String, String> marked = new LinkedHashMap<>(environment);
        marked.put(ProcessTree.MARK_VARIABLE, mark);
        ProcessBuilder builder = new ProcessBuilder(
                        OwnSession.of(argv, environment).argv())
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        ChildEnvironment.apply(marked, builder.environment());
        try {
            Process process = children.start(builder);
            // Signals are not needed for TERM and KILL, so there is nothing to warn of.
            ProcessTree tree =
                    new ProcessTree(process.pid(), mark, ProcessTable.system(), SignalSender.system(warning -> {}));
            return await(process, tree, limit);
        } catch (IOException e) {
            return new ProgramEnd.NotStarted(String.valueOf(e.getMessage()));
        }
    }

    private static ProgramEnd await(Process process, ProcessTree tree, Duration limit) {
        try {
            BoundedText stdout = BoundedText.read("program-stdout", process.getInputStream());
            BoundedText stderr = BoundedText.read("program-stderr", process.getErrorStream());
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return new ProgramEnd.TimedOut(limit);
            }
            return ended(new ProcessResult(process.exitValue(), stdout.await(DRAIN), stderr.await(DRAIN)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProgramEnd.TimedOut(limit);
        } finally {
            tree.signal(UnixSignal.KILL);
        }
    }

    private static ProgramEnd ended(ProcessResult result) {
        Optional<IOException> startError = OwnSession.startError(result);
        return startError.isPresent()
                ? new ProgramEnd.NotStarted(String.valueOf(startError.get().getMessage()))
                : new ProgramEnd.Ended(result.exitCode(), result.stdoutTail(), result.stderrTail());
    }
}
