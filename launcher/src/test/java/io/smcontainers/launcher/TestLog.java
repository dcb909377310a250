package io.smcontainers.launcher;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Our own lines, kept for a test to read, at a time that stands still. */
public final class TestLog {
    private static final Instant NOW = Instant.parse("2026-11-22T23:10:21.123Z");
    private static final int HEAD = "2026-11-22T23:10:21.123Z WARNING start    ".length();

    private final AwaitedOutput output = new AwaitedOutput();
    private final Redactor redactor = new Redactor();
    private final JobLog log = new JobLog(output, Clock.fixed(NOW, ZoneOffset.UTC), redactor);

    public JobLog log() {
        return log;
    }

    /** Returns what takes secrets out of the lines. */
    public Redactor redactor() {
        return redactor;
    }

    /** Returns the stream that the lines go to, on which a test can wait. */
    public AwaitedOutput output() {
        return output;
    }

    public String text() {
        return output.text();
    }

    /** Returns the lines of all warnings, without time, level and phase. */
    public List<String> warnings() {
        return messages("WARNING");
    }

    public List<String> infos() {
        return messages("INFO");
    }

    public List<String> debugs() {
        return messages("DEBUG");
    }

    private List<String> messages(String level) {
        return text().lines()
                .filter(line -> line.startsWith(level + " ", NOW.toString().length() + 1))
                .map(line -> line.substring(HEAD))
                .toList();
    }
}
