package io.smcontainers.launcher.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The signals that reached {@code train} and are meant for the job. The first that asks for an end (SageMaker sends SIGTERM, a
 * terminal SIGINT) is the stop request.
 */
public final class JobSignals {
    private final List<Consumer<UnixSignal>> listeners = new ArrayList<>();
    private volatile @Nullable UnixSignal stopSignal;

    /** Takes a signal. Listeners run in the calling thread. */
    public void receive(UnixSignal signal) {
        List<Consumer<UnixSignal>> toTell;
        synchronized (this) {
            if (signal.isStop() && !isStopRequested()) {
                stopSignal = signal;
            }
            toTell = List.copyOf(listeners);
        }
        toTell.forEach(listener -> listener.accept(signal));
    }

    /**
     * Tells a listener each signal from now on, and the stop request at once if there was one.
     *
     * @return ends it
     */
    public Subscription subscribe(Consumer<UnixSignal> listener) {
        UnixSignal earlier;
        synchronized (this) {
            listeners.add(listener);
            earlier = stopSignal;
        }
        if (earlier != null) {
            listener.accept(earlier);
        }
        return () -> {
            synchronized (this) {
                listeners.remove(listener);
            }
        };
    }

    /** Returns whether a stop was requested. */
    public boolean isStopRequested() {
        return stopSignal != null;
    }

    /** Returns the signal that requested the stop. */
    public Optional<UnixSignal> stopSignal() {
        return Optional.ofNullable(stopSignal);
    }

    /** A listener that is told signals until this is closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
