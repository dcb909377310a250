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
 * <p>Source of the form: Docker Engine API, ContainerLogs with {@code timestamps}. Without a terminal each frame is a line
 * or, if the line is longer than 16 KiB, a part of one, with a time in front; with a terminal it is a stream of lines.
 */
final class LogCollector extends ResultCallback.Adapter<Frame> {
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
        private final boolean terminal;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private @Nullable Instant at;

        Draft(StreamType type) {
            terminal = type == StreamType.RAW;
            stream = terminal
                    ? LogLine.Stream.TERMINAL
                    : type == StreamType.STDERR ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
        }

        void add(byte[] payload) {
            int start = terminal ? 0 : dated(payload);
            for (int i = start; i < payload.length; i++) {
                if (payload[i] == '\n') {
                    end();
                } else {
                    text.write(payload[i]);
                }
            }
        }

        /** Takes the time in front of a frame, and returns where its text starts. */
        private int dated(byte[] payload) {
            int blank = 0;
            while (blank < payload.length && payload[blank] != ' ') {
                blank++;
            }
            if (at == null) {
                at = Instant.parse(new String(payload, 0, blank, StandardCharsets.US_ASCII));
            }
            return Math.min(payload.length, blank + 1);
        }

        void end() {
            if (terminal && text.size() > 0) {
                byte[] line = text.toByteArray();
                text.reset();
                int start = dated(line);
                text.write(line, start, line.length - start - (line[line.length - 1] == '\r' ? 1 : 0));
            }
            Instant time = at;
            if (time != null) {
                LogCollector.this.add(new LogLine(time, stream, text.toString(StandardCharsets.UTF_8)));
            }
            text.reset();
            at = null;
        }
    }
}
