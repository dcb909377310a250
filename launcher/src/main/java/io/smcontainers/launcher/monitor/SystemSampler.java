package io.smcontainers.launcher.monitor;

import io.smcontainers.launcher.kernel.ControlGroup;
import io.smcontainers.launcher.kernel.ControlGroups;
import io.smcontainers.launcher.kernel.CpuAllowance;
import io.smcontainers.launcher.kernel.KernelFile;
import io.smcontainers.launcher.kernel.Rate;
import io.smcontainers.launcher.memory.MemoryCgroup;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Measures processors, memory, disks and network: of the container where its control group tells, else of the machine, which
 * on SageMaker is the job's alone.
 */
final class SystemSampler implements HardwareSampler {
    private static final int NANOS_PER_MICRO = 1000;

    /** The kernel counts in hundredths of a second, whatever its own clock (proc(5), USER_HZ). */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final double NANOS_PER_PERCENT = 1e7;

    private final Path root;
    private final Path jobFolder;
    private final int cpus;
    private final Optional<ControlGroup> cpuGroup;
    private final Optional<MemoryCgroup> memoryGroup;
    private final DiskCounters disks;
    private final Rate cpu;
    private final Rate diskRead;
    private final Rate diskWritten;
    private final Rate received;
    private final Rate sent;

    /**
     * Creates a sampler.
     *
     * @param root {@code /} but for tests
     * @param jobFolder whose free space is measured
     * @param nanoTime {@link System#nanoTime} but for tests
     */
    SystemSampler(Path root, Path jobFolder, LongSupplier nanoTime) {
        this.root = root;
        this.jobFolder = jobFolder;
        this.cpus = CpuAllowance.ofThisProcess(root).cpus().orElseGet(() -> Runtime.getRuntime()
                .availableProcessors());
        ControlGroups groups = ControlGroups.ofThisProcess(root);
        Optional<ControlGroup> v1 = groups.find("cpuacct").filter(group -> !group.isV2());
        this.cpuGroup = v1.isPresent() ? v1 : groups.find("cpu");
        this.memoryGroup = MemoryCgroup.ofThisProcess(root);
        this.disks = DiskCounters.of(root);
        this.cpu = new Rate(nanoTime);
        this.diskRead = new Rate(nanoTime);
        this.diskWritten = new Rate(nanoTime);
        this.received = new Rate(nanoTime);
        this.sent = new Rate(nanoTime);
    }

    /** Returns how much memory there is to use. */
    long memoryBytes() {
        long machine =
                KernelFile.number(root.resolve("proc/meminfo"), "MemTotal:").orElse(0) << 10;
        long limit = memoryGroup
                .map(MemoryCgroup::limitBytes)
                .orElse(OptionalLong.empty())
                .orElse(machine);
        return Math.min(machine, limit);
    }

    /** Returns how many processors are all of them. */
    int cpus() {
        return cpus;
    }

    @Override
    public List<Measurement> sample() {
        List<Measurement> all = new ArrayList<>();
        cpu.perSecond(cpuNanos())
                .ifPresent(busy ->
                        all.add(new Measurement("cpu.utilization", "", busy / NANOS_PER_PERCENT / cpus, Unit.PERCENT)));
        memoryUsed().ifPresent(bytes -> all.add(new Measurement("memory.used", "", bytes, Unit.BYTES)));
        disks.read();
        addRate(all, "disk.read", diskRead.perSecond(disks.readBytes()));
        addRate(all, "disk.written", diskWritten.perSecond(disks.writtenBytes()));
        all.add(new Measurement("disk.free", "", jobFolder.toFile().getUsableSpace(), Unit.BYTES));
        NetworkCounters network = NetworkCounters.read(root);
        addRate(all, "network.received", received.perSecond(network.receivedBytes()));
        addRate(all, "network.sent", sent.perSecond(network.sentBytes()));
        return all;
    }

    private static void addRate(List<Measurement> all, String metric, OptionalDouble rate) {
        rate.ifPresent(value -> all.add(new Measurement(metric, "", value, Unit.BYTES_PER_SECOND)));
    }

    private long cpuNanos() {
        if (cpuGroup.isPresent()) {
            Optional<Path> file = cpuGroup.get().file("cpuacct.usage", "cpu.stat");
            OptionalLong used = file.isEmpty()
                    ? OptionalLong.empty()
                    : KernelFile.number(file.get(), cpuGroup.get().isV2() ? "usage_usec " : "");
            if (used.isPresent()) {
                return used.getAsLong() * (cpuGroup.get().isV2() ? NANOS_PER_MICRO : 1);
            }
        }
        return machineCpuNanos();
    }

    /** The first line: user, nice, system, idle, iowait, irq, softirq, steal. */
    private long machineCpuNanos() {
        String[] fields = KernelFile.text(root.resolve("proc/stat"))
                .split("\n", 2)[0]
                .strip()
                .split(" +");
        long ticks = -1;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            boolean isIdle = i == 4 || i == 5;
            ticks = Math.max(0, ticks) + (isIdle ? 0 : Long.parseLong(fields[i]));
        }
        return ticks * NANOS_PER_TICK;
    }

    private OptionalLong memoryUsed() {
        OptionalLong used = memoryGroup.map(MemoryCgroup::usedBytes).orElse(OptionalLong.empty());
        if (used.isPresent()) {
            return used;
        }
        Path file = root.resolve("proc/meminfo");
        OptionalLong total = KernelFile.number(file, "MemTotal:");
        OptionalLong available = KernelFile.number(file, "MemAvailable:");
        return total.isPresent() && available.isPresent()
                ? OptionalLong.of((total.getAsLong() - available.getAsLong()) << 10)
                : OptionalLong.empty();
    }

    @Override
    public void close() {}
}
