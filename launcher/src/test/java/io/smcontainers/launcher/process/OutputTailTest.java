package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OutputTailTest {
    @RepeatedTest(200)
    void keepsTheLastBytesWhateverThePiecesTheyComeIn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int capacity = 1 + random.nextInt(50);
        OutputTail tail = new OutputTail(capacity);
        StringBuilder all = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            byte[] piece = asciiLetters(random, random.nextInt(3 * capacity));
            // A pump hands over a buffer that holds old bytes behind the new ones.
            tail.append(Arrays.copyOf(piece, piece.length + 5), piece.length);
            all.append(new String(piece, StandardCharsets.US_ASCII));

            String expected = all.substring(Math.max(0, all.length() - capacity));
            assertThat(tail.text()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void beginsWithAWholeLineIfTheStartIsLost() {
        OutputTail tail = new OutputTail(10);
        byte[] bytes = "ValueError\nabc\ndef".getBytes(StandardCharsets.US_ASCII);

        tail.append(bytes, bytes.length);

        assertThat(tail.text()).isEqualTo("abc\ndef");
    }

    @Test
    void growsWithWhatItIsGiven() {
        OutputTail tail = new OutputTail(1024 * 1024);
        byte[] piece = "0123456789".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 30; i++) {
            tail.append(piece, piece.length);
            int length = Math.min(1024 * 1024, (i + 1) * piece.length);
            assertThat(tail.text()).hasSize(length).endsWith("6789");
        }
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(new OutputTail(10).text()).isEmpty();
    }

    @Test
    void decodesUtf8AndReplacesWhatIsNot() {
        OutputTail tail = new OutputTail(10);
        byte[] bytes = {'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, 'z'};

        tail.append(bytes, bytes.length);

        assertThat(tail.text()).isEqualTo("aé\ufffdz");
    }

    private static byte[] asciiLetters(Random random, int length) {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }
}
