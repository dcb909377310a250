package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.log.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedactingOutputStreamTest {
    private final ByteArrayOutputStream through = new ByteArrayOutputStream();
    private final RedactingOutputStream stream = new RedactingOutputStream(through, new Redactor());

    @Test
    void aSecretCutBetweenWritesIsMasked() throws IOException {
        write("Looking in indexes: https://aws:ey");
        write("J0@host/simple\n");

        assertThat(text()).isEqualTo("Looking in indexes: https://****@host/simple\n");
    }

    @Test
    void aSecretCutAtEveryByteIsMasked() throws IOException {
        for (byte b : "https://user:password@host/\n".getBytes(StandardCharsets.US_ASCII)) {
            stream.write(b);
        }
        assertThat(text()).isEqualTo("https://****@host/\n");
    }

    @Test
    void anUnfinishedLineIsHeldBackUntilTheFlush() throws IOException {
        write("done\nfrom https://u:p@h");
        assertThat(text()).isEqualTo("done\n");

        stream.flush();
        assertThat(text()).isEqualTo("done\nfrom https://****@h");
    }

    @Test
    void aProgressBarShowsAtEachCarriageReturn() throws IOException {
        write("10%\r20%\r30");
        assertThat(text()).isEqualTo("10%\r20%\r");
    }

    @Test
    void aVeryLongLineIsLetThroughInPieces() throws IOException {
        write("x".repeat(200_000));
        assertThat(text()).matches("x{100000,200000}");

        stream.flush();
        assertThat(text()).hasSize(200_000);
    }

    @Test
    void bytesWithoutSecretsPassUnchangedEvenIfTheyAreNoText() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);

        stream.write(bytes);
        stream.flush();

        assertThat(through.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void textBesideASecretKeepsItsBytes() throws IOException {
        write("données https://u:pässwort@h 例\n");
        assertThat(text()).isEqualTo("données https://****@h 例\n");
    }

    private void write(String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return through.toString(StandardCharsets.UTF_8);
    }
}
