package io.smcontainers.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaveformTest {
    @TempDir
    private Path folder;

    @Test
    void theSameSeedMakesTheSameBytesOnEveryJvm() throws IOException {
        Path file = folder.resolve("waveform.csv");

        new Waveform(1).write(file, 1000);

        assertThat(Sha256.hex(Files.readAllBytes(file)))
                .isEqualTo("6f0ca0ee8fca9cd5ba17f1d96fa836a965bc4fb03f11619b3eb459f05f136b4e");
    }

    @Test
    void theMeanOfEachClassIsThatOfItsTwoWaves() throws IOException {
        Path file = folder.resolve("waveform.csv");
        new Waveform(2).write(file, 15_000);

        // At point 11 the waves are 6, 2 and 2 high, at point 7 they are 2, 0 and 6.
        assertThat(mean(file, "wave0", 11)).isBetween(3.9, 4.1);
        assertThat(mean(file, "wave2", 11)).isBetween(1.9, 2.1);
        assertThat(mean(file, "wave0", 7)).isBetween(0.9, 1.1);
        assertThat(mean(file, "wave1", 7)).isBetween(3.9, 4.1);
    }

    private static double mean(Path file, String label, int point) throws IOException {
        List<String[]> rows = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(fields -> fields[21].equals(label))
                .toList();
        assertThat(rows).hasSizeBetween(4_700, 5_300);
        return rows.stream()
                .mapToDouble(fields -> Double.parseDouble(fields[point - 1]))
                .average()
                .orElseThrow();
    }
}
