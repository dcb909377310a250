package io.smcontainers.launcher.process.table;

import io.smcontainers.launcher.process.UnixSignal;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All processes that this one can see. {@link ProcessHandle} knows neither sessions nor zombies nor the environment.
 *
 * @param proc {@code /proc} but for tests
 */
public record ProcessTable(Path proc) {
    private static final String IGNORED_SIGNALS = "SigIgn:";
    private static final String CAUGHT_SIGNALS = "SigCgt:";

    /** Some 50 numbers and a short name. */
    private static final int STAT_BYTES = 2048;

    /** Returns the table of this machine or container. */
    public static ProcessTable system() {
        return new ProcessTable(Path.of("/proc"));
    }

    /** Returns the processes of this moment. */
    public List<ProcessEntry> read() {
        List<ProcessEntry> entries = new ArrayList<>();
        byte[] buffer = new byte[STAT_BYTES];
        // Without /proc there is nothing to see.
        String[] names = proc.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                stat(name, buffer).ifPresent(entries::add);
            }
        }
        return entries;
    }

    /** Returns whether this is the table of our own PID namespace: a mount of the host's would show other numbers. */
    public boolean isOurs(long ownPid) {
        try {
            return Files.readSymbolicLink(proc.resolve("self")).toString().equals(Long.toString(ownPid));
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns one process, unless it has ended and was waited for. */
    public Optional<ProcessEntry> find(long pid) {
        return stat(Long.toString(pid), new byte[STAT_BYTES]);
    }

    /**
     * Returns whether a process was started with a variable, or inherited it. A process may have written over its
     * environment, and that of another user's process cannot be read.
     *
     * @param variable {@code NAME=value}
     */
    public boolean hasVariable(ProcessEntry process, String variable) {
        byte[] wanted = variable.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] environment = Files.readAllBytes(proc.resolve(process.pid() + "/environ"));
            for (int start = 0; start < environment.length; ) {
                int end = start;
                while (end < environment.length && environment[end] != 0) {
                    end++;
                }
                if (Arrays.equals(environment, start, end, wanted, 0, wanted.length)) {
                    return true;
                }
                start = end + 1;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether a process takes no notice of a signal, as background jobs of shells do of SIGINT (proc_pid_status(5)). */
    public boolean ignores(ProcessEntry process, UnixSignal signal) {
        return isIn(IGNORED_SIGNALS, process, signal);
    }

    /** Returns whether a process has a handler for a signal, such as a shell's trap (proc_pid_status(5)). */
    public boolean handles(ProcessEntry process, UnixSignal signal) {
        return isIn(CAUGHT_SIGNALS, process, signal);
    }

    private boolean isIn(String set, ProcessEntry process, UnixSignal signal) {
        try (Stream<String> lines = Files.lines(proc.resolve(process.pid() + "/status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(set))
                    .mapToLong(line ->
                            Long.parseUnsignedLong(line.substring(set.length()).strip(), 16))
                    .anyMatch(mask -> (mask & signal.mask()) != 0);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** One call of the kernel for each of a few hundred processes, when a job is over and should end: no channels, no streams. */
    private Optional<ProcessEntry> stat(String pid, byte[] buffer) {
        try (InputStream file = new FileInputStream(proc + "/" + pid + "/stat")) {
            int length = Math.max(0, file.read(buffer));
            // Names may hold any byte.
            return ProcessEntry.parse(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It is gone.
            return Optional.empty();
        }
    }
}
