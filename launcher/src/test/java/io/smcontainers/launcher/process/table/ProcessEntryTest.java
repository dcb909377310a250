package io.smcontainers.launcher.process.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessEntryTest {
    private static final String REST = " 4194304 95 0 0 0 0 0 0 0 20 0 1 0 880123 2842624 300 18446744073709551615\n";

    @Test
    void readsALineOfTheKernels() {
        assertThat(ProcessEntry.parse("4711 (python3) S 1 4700 4699 0 -1" + REST))
                .contains(new ProcessEntry(4711, 1, 4699, 'S', 880123, "python3"));
    }

    @Test
    void aNameMayHoldAnything() {
        assertThat(ProcessEntry.parse("4711 (a) R 2 (b) S 1 4700 4699 0 -1" + REST))
                .contains(new ProcessEntry(4711, 1, 4699, 'S', 880123, "a) R 2 (b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711", "4711 (python3", "4711 (python3) S 1 2"})
    void whatIsNoSuchLineIsNoProcess(String line) {
        assertThat(ProcessEntry.parse(line)).isEmpty();
    }

    @Test
    void aZombieIsNotAlive() {
        assertThat(new ProcessEntry(2, 1, 2, 'Z', 5, "sh").isAlive()).isFalse();
        assertThat(new ProcessEntry(2, 1, 2, 'D', 5, "sh").isAlive()).isTrue();
        assertThat(new ProcessEntry(2, 1, 2, 'Z', 5, "sh").isZombie()).isTrue();
    }
}
