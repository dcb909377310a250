package io.smcontainers.launcher.monitor;

import io.smcontainers.launcher.kernel.KernelFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What all disks have read and written, from {@code /proc/diskstats} (the kernel's admin-guide/iostats.rst). Only whole disks
 * count: what goes to a partition, or to a device that is made of others, goes to a disk as well.
 */
final class DiskCounters {
    private static final int SECTOR_BYTES = 512;
    private static final int NAME = 2;
    private static final int SECTORS_READ = 5;
    private static final int SECTORS_WRITTEN = 9;

    private final Path file;
    private final Set<String> disks;
    private long readBytes = -1;
    private long writtenBytes = -1;

    private DiskCounters(Path file, Set<String> disks) {
        this.file = file;
        this.disks = disks;
    }

    static DiskCounters of(Path root) {
        Set<String> disks = new HashSet<>();
        String[] names = root.resolve("sys/block").toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (!name.startsWith("loop")
                    && !name.startsWith("ram")
                    && !name.startsWith("zram")
                    && !name.startsWith("dm-")
                    && !name.startsWith("md")) {
                disks.add(name);
            }
        }
        return new DiskCounters(root.resolve("proc/diskstats"), disks);
    }

    /** Looks again. */
    void read() {
        long sectorsRead = 0;
        long sectorsWritten = 0;
        boolean isKnown = false;
        for (String line : KernelFile.lines(file)) {
            String[] fields = line.strip().split(" +");
            if (fields.length > SECTORS_WRITTEN && disks.contains(fields[NAME])) {
                sectorsRead += Long.parseLong(fields[SECTORS_READ]);
                sectorsWritten += Long.parseLong(fields[SECTORS_WRITTEN]);
                isKnown = true;
            }
        }
        readBytes = isKnown ? sectorsRead * SECTOR_BYTES : -1;
        writtenBytes = isKnown ? sectorsWritten * SECTOR_BYTES : -1;
    }

    /** Returns what was read since the machine started; negative if that is not known. */
    long readBytes() {
        return readBytes;
    }

    /** Returns what was written since the machine started; negative if that is not known. */
    long writtenBytes() {
        return writtenBytes;
    }
}
