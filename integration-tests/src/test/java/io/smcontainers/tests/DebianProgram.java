package io.smcontainers.tests;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A program that a test needs and few machines have. As root on Debian it is installed. */
enum DebianProgram {
    /** The init that {@code docker run --init} uses. */
    TINI("tini", "tini", "--version"),
    /** Tells which system calls a program makes. */
    STRACE("strace", "strace", "--version");

    private final String packageName;
    private final String[] version;
    private @Nullable Boolean isThere;

    DebianProgram(String packageName, String... version) {
        this.packageName = packageName;
        this.version = version;
    }

    /** Returns whether the program is there; the first caller may install it. */
    synchronized boolean isThere() {
        if (isThere == null) {
            isThere = succeeds(version) || install(packageName) && succeeds(version);
        }
        return isThere;
    }

    /** Two tests at the same time would wait for each other's lock in vain. */
    private static boolean install(String packageName) {
        synchronized (DebianProgram.class) {
            return installNow(packageName);
        }
    }

    private static boolean installNow(String packageName) {
        String[] argv = {"apt-get", "install", "--yes", "--no-install-recommends", packageName};
        return succeeds(argv) || succeeds("apt-get", "update") && succeeds(argv);
    }

    private static boolean succeeds(String... argv) {
        try {
            return new ProcessBuilder(argv)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
