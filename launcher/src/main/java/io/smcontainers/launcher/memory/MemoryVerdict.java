package io.smcontainers.launcher.memory;

import java.util.OptionalLong;

/** Whether a container ran out of memory. */
public sealed interface MemoryVerdict {
    /**
     * The kernel killed processes because memory ran out.
     *
     * @param kills how many
     * @param limitBytes the most that the container may use; empty if there is no limit, and the machine had no more
     * @param peakBytes the most that the container has used; empty if this kernel does not tell
     */
    record RanOut(long kills, OptionalLong limitBytes, OptionalLong peakBytes) implements MemoryVerdict {
        /** Returns limit and peak for people: {@code limit 64 MiB, peak 64 MiB}. */
        public String describe() {
            String limit = limitBytes.isPresent()
                    ? "limit " + mebibytes(limitBytes.getAsLong())
                    : "no limit on the container, so the machine has no more";
            return peakBytes.isPresent() ? limit + ", peak " + mebibytes(peakBytes.getAsLong()) : limit;
        }

        private static String mebibytes(long bytes) {
            return (bytes >> 20) + " MiB";
        }
    }

    /** The kernel killed nothing for lack of memory. */
    record Enough() implements MemoryVerdict {}

    /** The kernel does not tell here, as in a sandbox without cgroup files, or of a process on another host. */
    record Unknown() implements MemoryVerdict {}
}
