package io.smcontainers.launcher.memory;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether memory ran out while this watch was there. The kernel counts what it kills for that; nothing else is proof. */
public final class MemoryWatch {
    private final Optional<MemoryCgroup> group;
    private final OptionalLong before;

    private MemoryWatch(Optional<MemoryCgroup> group) {
        this.group = group;
        this.before = group.map(MemoryCgroup::oomKills).orElse(OptionalLong.empty());
    }

    /** Starts to watch the group of this process. */
    public static MemoryWatch start() {
        return start(Path.of("/"));
    }

    static MemoryWatch start(Path root) {
        return new MemoryWatch(MemoryCgroup.ofThisProcess(root));
    }

    /** Returns what happened since the start. */
    public MemoryVerdict verdict() {
        OptionalLong now = group.map(MemoryCgroup::oomKills).orElse(OptionalLong.empty());
        if (before.isEmpty() || now.isEmpty()) {
            return new MemoryVerdict.Unknown();
        }
        return now.getAsLong() > before.getAsLong()
                ? new MemoryVerdict.RanOut(
                        now.getAsLong() - before.getAsLong(),
                        group.get().limitBytes(),
                        group.get().peakBytes())
                : new MemoryVerdict.Enough();
    }
}
