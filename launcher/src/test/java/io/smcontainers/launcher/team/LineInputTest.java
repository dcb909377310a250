package io.smcontainers.launcher.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineInputTest {
    private final LineInput input = new LineInput();

    @Test
    void severalLinesMayArriveTogether() throws IOException {
        ByteBuffer arrived = bytes("one\ntwo\n");
        assertThat(input.next(arrived, 10)).isEqualTo("one");
        assertThat(input.next(arrived, 10)).isEqualTo("two");
        assertThat(input.next(arrived, 10)).isNull();
    }

    @Test
    void aLineMayArriveInPiecesEvenOfACharacter() throws IOException {
        byte[] line = "müde\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < line.length - 1; i++) {
            assertThat(input.next(ByteBuffer.wrap(line, i, 1), 10)).isNull();
        }
        assertThat(input.next(bytes("\n"), 10)).isEqualTo("müde");
    }

    @Test
    void aLineThatIsTooLongIsNone() throws IOException {
        assertThat(input.next(bytes("0123456789"), 10)).isNull();
        assertThatThrownBy(() -> input.next(bytes("x"), 10)).hasMessage("it sent what is no message of ours");
    }

    @Test
    void eachLineMayHaveALimitOfItsOwn() throws IOException {
        ByteBuffer arrived = bytes("one\n" + "x".repeat(20) + "\n");
        assertThat(input.next(arrived, 3)).isEqualTo("one");
        assertThat(input.next(arrived, 20)).hasSize(20);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
