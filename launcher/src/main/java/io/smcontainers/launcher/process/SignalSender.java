package io.smcontainers.launcher.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sends signals to other processes. */
@FunctionalInterface
interface SignalSender {
    /** Sends a signal to processes of which some may have ended. */
    void send(UnixSignal signal, List<Long> pids);

    /**
     * Returns the sender of this system. SIGTERM and SIGKILL, which have to work when no process can be started any more, go
     * through the JDK; it knows no other signal, for which there is the {@code kill} that is built into every POSIX shell.
     *
     * @param warnings takes what went wrong
     */
    static SignalSender system(Consumer<String> warnings) {
        return (signal, pids) -> {
            switch (signal) {
                case TERM -> pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
                case KILL -> pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
                default -> byShell(signal, pids, warnings);
            }
        };
    }

    private static void byShell(UnixSignal signal, List<Long> pids, Consumer<String> warnings) {
        // One after the other: a shell's kill may give up at the first process that is gone.
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", "for pid; do kill -s \"$0\" \"$pid\"; done"));
        argv.add(signal.name());
        pids.forEach(pid -> argv.add(Long.toString(pid)));
        try {
            new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            warnings.accept(signal + " cannot be sent to " + pids + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
