package io.smcontainers.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says whose a container, network, volume or image is: this machine, its boot, this process and when it was started. So what
 * a killed build left behind can be told from what another build uses.
 */
final class RunOwner {
    /** The label that all of them have. */
    static final String LABEL = "io.smcontainers.owner";

    private static final int START_TIME = 19; // of the fields behind the name: the 22nd of all, see proc_pid_stat(5)

    private RunOwner() {}

    /** Returns {@code machine:boot:pid:start}; where there is no /proc, only the process says whose it is. */
    static String current() {
        long pid = ProcessHandle.current().pid();
        Path proc = Path.of("/proc");
        try {
            String stat = Files.readString(proc.resolve("self/stat"));
            String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME];
            return line(proc.resolve("sys/kernel/hostname")) + ":" + line(proc.resolve("sys/kernel/random/boot_id"))
                    + ":" + pid + ":" + start;
        } catch (IOException e) {
            return "::" + pid + ":";
        }
    }

    private static String line(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
