package io.smcontainers.launcher.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Handles the signals that it is given, says which it may, and ends when one has come, as 1 if none does. */
final class SignalProgram {
    private SignalProgram() {}

    public static void main(String[] names) throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        for (String name : names) {
            boolean handled = OsSignals.handle(name, () -> {
                System.out.println(name + " came");
                came.countDown();
            });
            System.out.println(name + " " + handled);
        }
        Runtime.getRuntime().halt(came.await(30, TimeUnit.SECONDS) ? 0 : 1);
    }
}
