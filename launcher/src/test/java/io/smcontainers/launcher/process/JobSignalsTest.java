package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobSignalsTest {
    private final JobSignals signals = new JobSignals();
    private final List<UnixSignal> told = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(names = {"TERM", "INT", "HUP"})
    void theFirstSignalThatAsksForAnEndIsTheStopRequest(UnixSignal signal) {
        assertThat(signals.isStopRequested()).isFalse();

        signals.receive(signal);
        signals.receive(UnixSignal.TERM);

        assertThat(signals.isStopRequested()).isTrue();
        assertThat(signals.stopSignal()).contains(signal);
    }

    @ParameterizedTest
    @EnumSource(names = {"USR1", "USR2"})
    void theProgramsOwnSignalsStopNothing(UnixSignal signal) {
        signals.subscribe(told::add);

        signals.receive(signal);

        assertThat(signals.isStopRequested()).isFalse();
        assertThat(told).containsExactly(signal);
    }

    @Test
    void aListenerIsToldEachSignalUntilItUnsubscribes() {
        JobSignals.Subscription subscription = signals.subscribe(told::add);
        try (subscription) {
            signals.receive(UnixSignal.INT);
            signals.receive(UnixSignal.INT);
        }
        signals.receive(UnixSignal.TERM);

        assertThat(told).containsExactly(UnixSignal.INT, UnixSignal.INT);
    }

    @Test
    void aListenerThatComesLateIsToldTheStopRequestAtOnce() {
        signals.receive(UnixSignal.USR1);
        signals.receive(UnixSignal.INT);
        signals.receive(UnixSignal.TERM);

        signals.subscribe(told::add);

        assertThat(told).containsExactly(UnixSignal.INT);
    }
}
