package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.LogLevel;
import io.smcontainers.launcher.TestLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobLogTest {
    private final TestLog kept = new TestLog();
    private final JobLog log = kept.log();

    @Test
    void aLineHasTimeLevelPhaseAndMessage() {
        log.phase("fetch");
        log.info("unpacked sourcedir.tar.gz");

        assertThat(kept.text()).isEqualTo("2026-11-22T23:10:21.123Z INFO    fetch    unpacked sourcedir.tar.gz\n");
    }

    @Test
    void messagesOfAllLevelsAndPhasesAlign() {
        log.threshold(LogLevel.DEBUG);
        log.debug("message");
        log.phase("install");
        log.warn("message");
        log.phase("run");
        log.error("message");

        assertThat(kept.text().lines().map(line -> line.indexOf("message")))
                .hasSize(3)
                .containsOnly(42);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T23:10:21Z,2026-11-22T23:10:21.000Z",
        "2026-11-22T23:10:21.1Z,2026-11-22T23:10:21.100Z",
        "2026-11-22T23:10:21.123999Z,2026-11-22T23:10:21.123Z"
    })
    void theTimeAlwaysHasMilliseconds(String now, String shown) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new JobLog(out, Clock.fixed(Instant.parse(now), ZoneOffset.UTC), new Redactor()).info("x");

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith(shown + " INFO ");
    }

    @Test
    void aLongPhaseKeepsItsDistanceFromTheMessage() {
        log.phase("extraordinary");
        log.info("message");

        assertThat(kept.text()).endsWith(" extraordinary message\n");
    }

    @ParameterizedTest
    @CsvSource({"DEBUG,4", "INFO,3", "WARNING,2", "ERROR,1", "CRITICAL,0"})
    void onlyLevelsFromTheThresholdOnAreWritten(LogLevel threshold, int lines) {
        log.threshold(threshold);
        log.debug("d");
        log.info("i");
        log.warn("w");
        log.error("e");

        assertThat(kept.text().lines()).hasSize(lines);
    }

    @Test
    void debugIsLeftOutByDefault() {
        log.debug("detail");
        assertThat(kept.text()).isEmpty();
    }

    @Test
    void eachLineOfAMessageHasTimeLevelAndPhase() {
        log.error("first\nsecond\r\n\nfourth\n");

        String head = "2026-11-22T23:10:21.123Z ERROR   start";
        assertThat(kept.text()).isEqualTo("%1$s    first\n%1$s    second\n%1$s\n%1$s    fourth\n".formatted(head));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  "})
    void anEmptyMessageIsALineToo(String message) {
        log.info(message);
        assertThat(kept.text()).isEqualTo("2026-11-22T23:10:21.123Z INFO    start\n");
    }

    @Test
    void whatWouldGarbleTheLogIsMadeVisible() {
        log.info("\u001B[31mred\0\r2026-11-22T23:10:21.123Z ERROR   start    forged");
        assertThat(kept.text())
                .isEqualTo(
                        "2026-11-22T23:10:21.123Z INFO    start    \\x1b[31mred\\x00\\x0d2026-11-22T23:10:21.123Z ERROR"
                                + "   start    forged\n");
    }

    @Test
    void whatIsNotWrittenNeedNotBeMade() {
        log.threshold(LogLevel.WARNING);
        assertThat(log.writes(LogLevel.INFO)).isFalse();
        assertThat(log.writes(LogLevel.WARNING)).isTrue();
    }

    @Test
    void secretsAreMasked() {
        log.info("fetching https://me:pass@host/x");
        assertThat(kept.text()).contains("fetching https://****@host/x").doesNotContain("pass");
    }

    @Test
    void aMessageOfAnyLengthIsWrittenWithOneCall() {
        List<Integer> writes = new ArrayList<>();
        JobLog counted = new JobLog(
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int offset, int length) {
                        writes.add(length);
                    }
                },
                Clock.systemUTC(),
                new Redactor());

        counted.info("é\n".repeat(100_000));

        assertThat(writes).singleElement().satisfies(length -> assertThat(length)
                .isGreaterThan(200_000));
    }
}
