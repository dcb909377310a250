package io.smcontainers.launcher.process.orphan;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/** Calls the C library, through JNA: Java has no way to wait for a process that it did not start. */
final class NativeChildWait implements ChildWait {
    /** Of linux/wait.h. */
    private static final int WNOHANG = 1;

    private final Function waitpid = NativeLibrary.getProcess().getFunction("waitpid");

    /** By waitpid(2), whose status nobody wants to know. */
    @Override
    public boolean reap(long pid) {
        return waitpid.invokeInt(new Object[] {(int) pid, null, WNOHANG}) == pid;
    }
}
