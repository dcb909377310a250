package io.smcontainers.tests;

import java.io.IOException;

/** The init that {@code docker run --init} uses. Few machines have it; as root on Debian it is installed. */
final class Tini {
    private Tini() {}

    /** Returns whether there is one; the first caller may install it. */
    static boolean isThere() {
        return Holder.IS_THERE;
    }

    private static final class Holder {
        private static final boolean IS_THERE = find() || install() && find();

        private static boolean find() {
            return succeeds("tini", "--version");
        }

        private static boolean install() {
            String[] argv = {"apt-get", "install", "--yes", "--no-install-recommends", "tini"};
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
}
