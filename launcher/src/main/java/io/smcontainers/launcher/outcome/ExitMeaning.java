package io.smcontainers.launcher.outcome;

import io.smcontainers.launcher.memory.MemoryVerdict;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says what an exit code means where the program itself cannot: a signal, a stop request, memory. */
public final class ExitMeaning {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private ExitMeaning() {}

    /**
     * Returns the meaning.
     *
     * @param result of a process that failed
     * @param stop the signal that requested a stop while it ran
     * @param memory whether memory ran out while it ran
     * @return a few words; empty if the exit code is an ordinary one
     */
    public static String of(ProcessResult result, Optional<UnixSignal> stop, MemoryVerdict memory) {
        if (stop.isPresent()) {
            return "stop requested by " + stop.get()
                    + (result.killed() ? "; the program did not end in time and was killed" : "");
        }
        Optional<UnixSignal> signal = UnixSignal.ofExitCode(result.exitCode());
        if (memory instanceof MemoryVerdict.RanOut ranOut) {
            return signal.filter(UnixSignal.KILL::equals).isPresent()
                    ? "killed by SIGKILL: out of memory (" + ranOut.describe() + ")"
                    : "out of memory: the kernel killed "
                            + (ranOut.kills() == 1 ? "a process" : ranOut.kills() + " processes") + " of the program ("
                            + ranOut.describe() + ")";
        }
        return signal.map(known -> meaning(known, memory)).orElse("");
    }

    private static String meaning(UnixSignal signal, MemoryVerdict memory) {
        return switch (signal) {
            case KILL ->
                memory instanceof MemoryVerdict.Enough
                        ? "killed by SIGKILL, which somebody sent: memory did not run out"
                        : "killed by SIGKILL: memory ran out, or somebody sent it, and the kernel does not tell here which";
            case SEGV -> "crashed by SIGSEGV (segmentation fault): native code used memory that is not its own";
            case ABRT -> "aborted by SIGABRT: native code found an error and gave up";
            case ILL -> "crashed by SIGILL (illegal instruction): native code was built for another type of processor";
            case BUS ->
                "crashed by SIGBUS: most often shared memory ran out; " + sharedMemory()
                        + "; use fewer or smaller data loading workers";
            case FPE -> "crashed by SIGFPE: native code divided an integer by zero";
            case SYS -> "killed by SIGSYS: the container may not use a system call that the program needs";
            case XCPU -> "killed by SIGXCPU: the limit of CPU time (ulimit -t) was reached";
            case XFSZ -> "killed by SIGXFSZ: a file reached the limit of size (ulimit -f)";
            default -> "ended by " + signal;
        };
    }

    private static String sharedMemory() {
        try {
            FileStore store = Files.getFileStore(SHARED_MEMORY);
            return SHARED_MEMORY + " has " + (store.getTotalSpace() >> 20) + " MiB, of which "
                    + (store.getUsableSpace() >> 20) + " MiB are free";
        } catch (IOException e) {
            return "there is no " + SHARED_MEMORY;
        }
    }
}
