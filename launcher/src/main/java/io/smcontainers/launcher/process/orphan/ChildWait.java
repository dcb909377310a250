package io.smcontainers.launcher.process.orphan;

/** Waits for a child that has ended, so that the kernel can forget it. */
interface ChildWait {
    /** Returns whether there was such a child that had ended; does not wait for one that has not. */
    boolean reap(long pid);
}
