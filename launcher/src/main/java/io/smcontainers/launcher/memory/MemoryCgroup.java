package io.smcontainers.launcher.memory;

import io.smcontainers.launcher.kernel.ControlGroup;
import io.smcontainers.launcher.kernel.ControlGroups;
import io.smcontainers.launcher.kernel.KernelFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The control group that limits the memory of this process and of those it starts.
 *
 * @param group its files
 */
public record MemoryCgroup(ControlGroup group) {
    /** Version 1 says so, in pages of 4 KiB rounded down, where there is no limit; version 2 says {@code max}. */
    private static final long NO_LIMIT = Long.MAX_VALUE - 4095;

    /**
     * Finds the group of this process.
     *
     * @param root {@code /} but for tests
     */
    public static Optional<MemoryCgroup> ofThisProcess(Path root) {
        return ControlGroups.ofThisProcess(root).find("memory").map(MemoryCgroup::new);
    }

    /** Returns how many processes of the group the kernel has killed because memory ran out. */
    OptionalLong oomKills() {
        return number("memory.oom_control", "memory.events", "oom_kill ");
    }

    /** Returns the most that the group may use, which is never more than a group above it may; empty if there is no limit. */
    public OptionalLong limitBytes() {
        long lowest = NO_LIMIT;
        for (Path folder : group.folders()) {
            lowest = Math.min(
                    lowest,
                    KernelFile.number(folder.resolve(group.isV2() ? "memory.max" : "memory.limit_in_bytes"))
                            .orElse(NO_LIMIT));
        }
        return lowest == NO_LIMIT ? OptionalLong.empty() : OptionalLong.of(lowest);
    }

    /** Returns the most that the group has used; empty if this kernel does not tell. */
    OptionalLong peakBytes() {
        return number("memory.max_usage_in_bytes", "memory.peak", "");
    }

    /** Returns what the group uses now, less copies of files that the kernel gives up first; empty if it does not tell. */
    public OptionalLong usedBytes() {
        OptionalLong all = number("memory.usage_in_bytes", "memory.current", "");
        if (all.isEmpty()) {
            return all;
        }
        Optional<Path> statistics = group.file("memory.stat", "memory.stat");
        long files = statistics.isEmpty()
                ? 0
                : KernelFile.number(statistics.get(), group.isV2() ? "inactive_file " : "total_inactive_file ")
                        .orElse(0);
        return OptionalLong.of(Math.max(0, all.getAsLong() - files));
    }

    private OptionalLong number(String v1, String v2, String name) {
        Optional<Path> file = group.file(v1, v2);
        return file.isEmpty() ? OptionalLong.empty() : KernelFile.number(file.get(), name);
    }
}
