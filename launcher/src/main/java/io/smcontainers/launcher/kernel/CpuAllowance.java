package io.smcontainers.launcher.kernel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The processors that this process may use.
 *
 * @param allowed how many it may run on: what cpuset and affinity leave of those that are switched on; empty if unknown
 * @param quota how many it may keep busy: the lowest quota of its group and the groups above; empty if there is none
 */
public record CpuAllowance(OptionalInt allowed, OptionalDouble quota) {
    /** The list of a machine with very many processors is much shorter; what is longer is no such list. */
    private static final int MAX_CPUS = 1 << 16;

    /**
     * Reads what the kernel tells.
     *
     * @param root {@code /} but for tests
     */
    public static CpuAllowance ofThisProcess(Path root) {
        return new CpuAllowance(
                allowed(root), quota(ControlGroups.ofThisProcess(root).find("cpu")));
    }

    /**
     * Returns the whole processors: a part of one counts as one.
     *
     * @return empty if the kernel tells nothing
     */
    public OptionalInt cpus() {
        if (quota.isEmpty()) {
            return allowed;
        }
        int wholes = (int) Math.min(MAX_CPUS, Math.max(1, Math.ceil(quota.getAsDouble())));
        return OptionalInt.of(allowed.isPresent() ? Math.min(allowed.getAsInt(), wholes) : wholes);
    }

    /** What a process may run on lists also processors that the machine could have but has not (sched_getaffinity(2)). */
    private static OptionalInt allowed(Path root) {
        String list = "";
        for (String line : KernelFile.lines(root.resolve("proc/self/status"))) {
            if (line.startsWith("Cpus_allowed_list:")) {
                list = line.substring("Cpus_allowed_list:".length());
            }
        }
        boolean[] allowed = members(list);
        boolean[] online = members(KernelFile.text(root.resolve("sys/devices/system/cpu/online")));
        int count = 0;
        for (int cpu = 0; cpu < allowed.length; cpu++) {
            count += allowed[cpu] && (online.length == 0 || cpu < online.length && online[cpu]) ? 1 : 0;
        }
        return count == 0 ? OptionalInt.empty() : OptionalInt.of(count);
    }

    /** Reads a list such as {@code 0-3,8} (cpuset(7), "List format"). */
    private static boolean[] members(String list) {
        boolean[] members = {};
        for (String range : list.strip().split(",")) {
            String[] ends = range.split("-", 2);
            long first = KernelFile.parse(ends[0]).orElse(-1);
            long last = ends.length == 1 ? first : KernelFile.parse(ends[1]).orElse(-1);
            if (first < 0 || last < first || last >= MAX_CPUS) {
                return new boolean[0];
            }
            members = Arrays.copyOf(members, Math.max(members.length, (int) last + 1));
            Arrays.fill(members, (int) first, (int) last + 1, true);
        }
        return members;
    }

    private static OptionalDouble quota(Optional<ControlGroup> group) {
        double lowest = Double.MAX_VALUE;
        List<Path> folders = group.isPresent() ? group.get().folders() : List.of();
        for (Path folder : folders) {
            double quota = group.get().isV2() ? quotaV2(folder) : quotaV1(folder);
            lowest = Math.min(lowest, quota);
        }
        return lowest == Double.MAX_VALUE ? OptionalDouble.empty() : OptionalDouble.of(lowest);
    }

    /** Says -1 where there is none. */
    private static double quotaV1(Path folder) {
        return ratio(
                KernelFile.text(folder.resolve("cpu.cfs_quota_us")),
                KernelFile.text(folder.resolve("cpu.cfs_period_us")));
    }

    /** Says {@code max} where there is none: {@code max 100000}. */
    private static double quotaV2(Path folder) {
        String[] fields = KernelFile.text(folder.resolve("cpu.max")).strip().split(" ");
        return fields.length == 2 ? ratio(fields[0], fields[1]) : Double.MAX_VALUE;
    }

    private static double ratio(String quota, String period) {
        long quotaMicros = KernelFile.parse(quota).orElse(-1);
        long periodMicros = KernelFile.parse(period).orElse(-1);
        return quotaMicros > 0 && periodMicros > 0 ? (double) quotaMicros / periodMicros : Double.MAX_VALUE;
    }
}
