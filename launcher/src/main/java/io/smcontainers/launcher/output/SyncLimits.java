package io.smcontainers.launcher.output;

/**
 * How much is held in memory.
 *
 * @param folders that are watched; each takes some 500 bytes of our heap and, in the kernel, 1 KiB
 * @param waiting files that wait to be uploaded; the others are found again
 */
record SyncLimits(int folders, int waiting) {
    static final SyncLimits USUAL = new SyncLimits(10_000, 10_000);
}
