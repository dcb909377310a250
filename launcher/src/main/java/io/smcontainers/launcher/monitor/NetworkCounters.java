package io.smcontainers.launcher.monitor;

import io.smcontainers.launcher.kernel.KernelFile;
import java.nio.file.Path;

/**
 * What went over the network interfaces of this container, less loopback, from {@code /proc/net/dev} (proc(5)).
 *
 * @param receivedBytes since they came up; negative if that is not known
 * @param sentBytes the same
 */
record NetworkCounters(long receivedBytes, long sentBytes) {
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    static NetworkCounters read(Path root) {
        long received = -1;
        long sent = -1;
        for (String line : KernelFile.lines(root.resolve("proc/net/dev"))) {
            int colon = line.indexOf(':');
            if (colon >= 0 && !line.substring(0, colon).strip().equals("lo")) {
                String[] fields = line.substring(colon + 1).strip().split(" +");
                if (fields.length > SENT) {
                    received = Math.max(0, received) + Long.parseLong(fields[RECEIVED]);
                    sent = Math.max(0, sent) + Long.parseLong(fields[SENT]);
                }
            }
        }
        return new NetworkCounters(received, sent);
    }
}
