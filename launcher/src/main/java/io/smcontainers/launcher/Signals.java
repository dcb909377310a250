package io.smcontainers.launcher;

import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OsSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.util.List;

/** Takes the signals that this process gets for the job, instead of ending or, as process 1, of taking no notice. */
final class Signals {
    private static final List<UnixSignal> PASSED_ON =
            List.of(UnixSignal.TERM, UnixSignal.INT, UnixSignal.HUP, UnixSignal.USR1, UnixSignal.USR2);

    private Signals() {}

    /** Hands signals to the job from now on; the JVM goes on until the job's end. */
    static void handTo(JobSignals job) {
        PASSED_ON.forEach(signal -> OsSignals.handle(signal.name(), () -> job.receive(signal)));
    }
}
