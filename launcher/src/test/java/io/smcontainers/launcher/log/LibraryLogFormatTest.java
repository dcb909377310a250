package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryLogFormatTest {
    private static final String TIME = "2026-11-22T23:10:21.123Z ";

    private final LibraryLogFormat format = new LibraryLogFormat();

    @Test
    void aLineLooksLikeOursWithTheNameOfTheLoggerInPlaceOfThePhase() {
        LogRecord record = record(Level.WARNING, "no region in {0}");
        record.setParameters(new Object[] {"profile"});
        assertThat(format.format(record)).isEqualTo(TIME + "WARNING RegionChain no region in profile\n");
    }

    /** SLF4J's trace is FINEST, its debug FINE, its error SEVERE. */
    @ParameterizedTest
    @CsvSource({"FINEST, DEBUG", "FINE, DEBUG", "CONFIG, DEBUG", "INFO, INFO", "WARNING, WARNING", "SEVERE, ERROR"})
    void levelsHaveOurNames(String theirs, String ours) {
        assertThat(format.format(record(Level.parse(theirs), "x"))).startsWith(TIME + ours + " ");
    }

    @Test
    void theTraceOfAnExceptionFollowsEachLineWithAHeadOfItsOwn() {
        LogRecord record = record(Level.SEVERE, "cannot sign");
        record.setThrown(new IllegalStateException("no key"));
        assertThat(format.format(record).lines())
                .allMatch(line -> line.startsWith(TIME + "ERROR   RegionChain "))
                .anyMatch(line -> line.endsWith(" cannot sign"))
                .anyMatch(line -> line.endsWith(" java.lang.IllegalStateException: no key"))
                .anyMatch(line -> line.contains("at " + LibraryLogFormatTest.class.getName()));
    }

    @Test
    void aLoggerNeedNotHaveAName() {
        LogRecord record = record(Level.INFO, "text");
        record.setLoggerName(null);
        assertThat(format.format(record)).isEqualTo(TIME + "INFO             text\n");
    }

    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("software.amazon.awssdk.regions.RegionChain");
        record.setInstant(Instant.parse("2026-11-22T23:10:21.123Z"));
        return record;
    }
}
