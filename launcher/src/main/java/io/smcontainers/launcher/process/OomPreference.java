package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the kernel, when memory runs out, kill the program and what it started before it kills us, who have to report it: of
 * many small workers each may be smaller than we are. Between the program's own processes nothing changes, for they inherit
 * the value. Anybody may raise it, only root could lower ours (proc(5), {@code oom_score_adj}; the score is the share of the
 * memory in thousandths, plus this).
 */
final class OomPreference {
    /** Half of the memory's worth: we are much less in any container that a program could run in. */
    private static final int MORE = 500;

    private static final int MAX = 1000;

    private OomPreference() {}

    /** Prefers a process that has just been started. Where the kernel refuses, it decides by size alone. */
    static void prefer(long pid, JobLog log) {
        Path file = Path.of("/proc/" + pid + "/oom_score_adj");
        try {
            int before = Integer.parseInt(Files.readString(file).strip());
            Files.writeString(file, Integer.toString(Math.min(MAX, before + MORE)));
        } catch (IOException | NumberFormatException e) {
            log.debug("the kernel is not told to kill the program before us if memory runs out: " + e);
        }
    }
}
