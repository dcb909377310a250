package io.smcontainers.launcher.code;

/** Counts what is written, up to the limits. */
final class Tally {
    private final CodeLimits limits;
    private long files;
    private long bytes;
    private long entries;

    Tally(CodeLimits limits) {
        this.limits = limits;
    }

    void addFile() throws Refusal {
        addEntry();
        files++;
    }

    void addEntry() throws Refusal {
        if (++entries > limits.maxEntries()) {
            throw new Refusal(
                    "is one more than the " + limits.maxEntries() + " files, folders and links that code may have");
        }
    }

    void addBytes(long count) throws Refusal {
        requireRoom(count);
        bytes += count;
    }

    /** Refuses what is too large before the disk is full of it. */
    void requireRoom(long count) throws Refusal {
        if (count > limits.maxBytes() - bytes) {
            throw new Refusal("makes the code larger than the limit of " + limits.maxBytes() + " bytes; "
                    + "if it really is that large, set environment variable " + CodeLimits.VARIABLE);
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }
}
