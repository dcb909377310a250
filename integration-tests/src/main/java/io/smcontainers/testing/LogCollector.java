package io.smcontainers.testing;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of what the engine sends of a container's log.
 *
 * <p>Source of the form: Docker Engine API, ContainerLogs with {@code timestamps}: a time and a blank in front of each line. What
 * is longer than 16 KiB is kept in pieces of that size (moby, daemon/logger/copier.go), each with a time in front.
 */
final class LogCollector extends ResultCallback.Adapter<Frame> {
    private static final int PIECE_BYTES = 16 * 1024;

    private final Consumer<LogLine> listener;
    private final List<LogLine> lines = new ArrayList<>();
    private final Map<StreamType, Draft> drafts = new EnumMap<>(StreamType.class);
    private boolean ended;

    LogCollector(Consumer<LogLine> listener) {
        this.listener = listener;
    }

    @Override
    public void onNext(Frame frame) {
        Draft draft;
        synchronized (this) {
            draft = drafts.computeIfAbsent(frame.getStreamType(), Draft::new);
        }
        draft.add(frame.getPayload());
    }

    @Override
    public void onComplete() {
        end();
        super.onComplete();
    }

    @Override
    public void onError(Throwable throwable) {
        end();
        super.onError(throwable);
    }

    private synchronized void end() {
        List.copyOf(drafts.values()).forEach(Draft::end);
        ended = true;
        notifyAll();
    }

    private void add(LogLine line) {
        synchronized (this) {
            lines.add(line);
            notifyAll();
        }
        listener.accept(line);
    }

    synchronized JobLog log() {
        return new JobLog(lines);
    }

    /** Waits for a line, and returns whether it came. */
    synchronized boolean await(Predicate<LogLine> wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (lines.stream().noneMatch(wanted)) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** A line of which the end has not come yet. */
    private final class Draft {
        private final LogLine.Stream stream;
        private final ByteArrayOutputStream time = new ByteArrayOutputStream();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private boolean inTime = true;
        private @Nullable Instant at;

        Draft(StreamType type) {
            stream = switch (type) {
                case RAW -> LogLine.Stream.TERMINAL;
                case STDERR -> LogLine.Stream.STDERR;
                default -> LogLine.Stream.STDOUT;
            };
        }

        void add(byte[] payload) {
            for (byte each : payload) {
                if (inTime) {
                    addToTime(each);
                } else if (each == '\n') {
                    end();
                } else {
                    text.write(each);
                    inTime = text.size() % PIECE_BYTES == 0;
                }
            }
        }

        private void addToTime(byte each) {
            if (each != ' ') {
                time.write(each);
                return;
            }
            if (at == null) {
                at = Instant.parse(time.toString(StandardCharsets.US_ASCII));
            }
            time.reset();
            inTime = false;
        }

        void end() {
            Instant start = at;
            if (start != null) {
                String line = text.toString(StandardCharsets.UTF_8);
                boolean terminal = stream == LogLine.Stream.TERMINAL && line.endsWith("\r");
                LogCollector.this.add(
                        new LogLine(start, stream, terminal ? line.substring(0, line.length() - 1) : line));
            }
            text.reset();
            inTime = true;
            at = null;
        }
    }
}
