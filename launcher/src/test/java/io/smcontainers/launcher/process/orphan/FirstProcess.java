package io.smcontainers.launcher.process.orphan;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.OwnChildren;
import io.smcontainers.launcher.process.Patience;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.launcher.process.table.ProcessEntry;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Starts many short processes at once, half of them as the launcher does and half as a plugin might, and looks all the time for
 * zombies. Its argument is a shell command that each of the processes runs before it exits. Prints what it found.
 */
final class FirstProcess {
    private static final int CHILDREN = 200;
    private static final long LIMIT_NANOS = Duration.ofSeconds(20).toNanos();

    private final long pid = ProcessHandle.current().pid();
    private final ProcessTable processes = ProcessTable.system();
    private final OwnChildren ours = new OwnChildren();
    private final JobLog log = new JobLog(System.err, Clock.systemUTC(), new Redactor());
    private final Map<ProcessEntry, Long> seen = new HashMap<>();
    private long oldestNanos;

    private FirstProcess() {}

    public static void main(String[] arguments) throws Exception {
        new FirstProcess().run(arguments[0]);
    }

    private void run(String command) throws Exception {
        OrphanReaper.start(pid, ours, log);
        ExecutorService starters = Executors.newFixedThreadPool(4);
        List<Future<Boolean>> children = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            int exitCode = i % 100;
            List<String> argv = List.of("sh", "-c", command + " exit " + exitCode);
            Callable<Integer> child = i % 2 == 0 ? () -> asLauncher(argv) : () -> asPlugin(argv);
            children.add(starters.submit(() -> child.call() == exitCode));
        }
        starters.shutdown();
        observe();
        int lost = 0;
        for (Future<Boolean> right : children) {
            lost += right.get() ? 0 : 1;
        }
        System.out.println("lost " + lost);
        System.out.println("oldest " + Duration.ofNanos(oldestNanos).toMillis());
        System.out.println("left " + others().size());
        System.out.println("handler " + catchesChildSignal());
    }

    private int asLauncher(List<String> argv) {
        return new ProcessRunner(new JobSignals(), Patience.SHORT, log, ours)
                .run(argv, Path.of("/"), Map.of("PATH", System.getenv("PATH")), OutputTargets.discarded())
                .exitCode();
    }

    private static int asPlugin(List<String> argv) throws IOException, InterruptedException {
        return new ProcessBuilder(argv).inheritIO().start().waitFor();
    }

    /** Until PID 1 has been alone for a while, for only the kernel knows whether all have ended; not for ever. */
    private void observe() throws InterruptedException {
        long start = System.nanoTime();
        long lastSeen = start;
        for (long now = start; now - lastSeen < 500_000_000 && now - start < LIMIT_NANOS; now = System.nanoTime()) {
            List<ProcessEntry> zombies = processes.read().stream()
                    .filter(process -> process.isZombie() && process.parent() == pid)
                    .toList();
            seen.keySet().retainAll(zombies);
            for (ProcessEntry zombie : zombies) {
                oldestNanos = Math.max(oldestNanos, now - seen.computeIfAbsent(zombie, unused -> System.nanoTime()));
            }
            lastSeen = others().isEmpty() ? lastSeen : now;
            Thread.sleep(5);
        }
    }

    private List<String> others() {
        if (pid != 1) {
            return List.of();
        }
        String[] names = processes.proc().toFile().list();
        return Stream.of(names)
                .filter(name -> name.matches("\\d+") && !name.equals(Long.toString(pid)))
                .toList();
    }

    /** Of proc_pid_status(5): the mask of caught signals, in which bit 16 is signal 17. */
    private static boolean catchesChildSignal() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigCgt:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) >> 16 & 1) == 1);
    }
}
