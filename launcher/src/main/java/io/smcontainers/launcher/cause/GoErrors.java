package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;

/** Recognises a Go program's panic: the message, then the goroutine's frames, two lines each, the innermost first. */
final class GoErrors implements ErrorRecognizer {
    private static final int MAX_LINES = 100;

    @Override
    public String name() {
        return "go-panic";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("panic: ") || lines.get(i).startsWith("fatal error: ")) {
                int goroutine = goroutine(lines, i);
                if (goroutine > 0) {
                    errors.add(RecognizedError.of(i, goroutine, Certainty.UNCAUGHT, lines.get(i))
                            .withFrames(frames(lines, goroutine)));
                }
            }
        }
        return errors;
    }

    private static int goroutine(List<String> lines, int index) {
        for (int i = index + 1; i < Math.min(lines.size(), index + 10); i++) {
            if (lines.get(i).startsWith("goroutine ")) {
                return i;
            }
        }
        return 0;
    }

    /** {@code main.load(0x3)}, and below it {@code 	/opt/ml/code/main.go:6 +0x1d}. */
    private static List<ErrorFrame> frames(List<String> lines, int goroutine) {
        List<ErrorFrame> frames = new ArrayList<>();
        for (int i = goroutine + 1; i + 1 < Math.min(lines.size(), goroutine + MAX_LINES); i += 2) {
            String place = lines.get(i + 1);
            if (!place.startsWith("\t")) {
                break;
            }
            int end = place.indexOf(" +0x");
            String function = lines.get(i);
            frames.add(new ErrorFrame(
                    place.substring(1, end < 0 ? place.length() : end) + ", in " + function,
                    function.startsWith("main.")));
        }
        return frames;
    }
}
