package io.smcontainers.launcher;

import io.smcontainers.launcher.log.Amounts;
import io.smcontainers.launcher.log.JobLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The phases of a job: which one it is in, and how long each took. */
final class Phases {
    private final JobLog log;
    private final LongSupplier nanoTime;
    private final Map<String, Duration> finished = new LinkedHashMap<>();
    private String current = "";
    private long startNanos;
    private @Nullable Consumer<String> listener;

    /**
     * Creates phases of which none has begun.
     *
     * @param log whose lines say the phase
     * @param nanoTime {@link System#nanoTime} but for tests
     */
    Phases(JobLog log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** Ends the current phase and begins another. */
    void enter(String phase) {
        finish();
        current = phase;
        log.phase(phase);
        if (listener != null) {
            listener.accept(phase);
        }
    }

    /** Names who hears of every phase from now on. */
    void listener(Consumer<String> hearer) {
        listener = hearer;
    }

    /** Returns the name of the current phase. */
    String current() {
        return current;
    }

    /** Returns the time of each phase, in order, the current one as long as it has lasted. */
    Map<String, Duration> durations() {
        Map<String, Duration> all = new LinkedHashMap<>(finished);
        if (!current.isEmpty()) {
            all.put(current, Duration.ofNanos(nanoTime.getAsLong() - startNanos));
        }
        return all;
    }

    /** Returns them all in one line: {@code read 0.05 s, fetch 1.20 s, ...}. */
    String summary() {
        StringJoiner all = new StringJoiner(", ");
        durations().forEach((phase, duration) -> all.add(phase + " " + Amounts.seconds(duration)));
        return all.toString();
    }

    private void finish() {
        if (!current.isEmpty()) {
            finished.put(current, Duration.ofNanos(nanoTime.getAsLong() - startNanos));
        }
        startNanos = nanoTime.getAsLong();
    }
}
