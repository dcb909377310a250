package io.smcontainers.launcher.cause;

import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a summary that fits into what people see first. Where an error has more to say than that, its message and its context are
 * cut, so that a bit of each is seen.
 */
final class Summary {
    /** With the first lines of a failure text, 53 characters at most, and room for masked secrets. */
    static final int MAX_CHARACTERS = 240;

    private static final int MAX_ENDING = 120;
    private static final int MAX_PLACE = 90;
    private static final int MIN_CONTEXT = 75;
    private static final int MIN_EXTRA = 30;

    private final StringBuilder text = new StringBuilder();

    /** Adds how the process ended, which says more than its last words. */
    Summary ending(String ending) {
        text.append(ShortText.of(ending, MAX_ENDING));
        return this;
    }

    /** Adds an error: message, rank, context, and on a line of its own the place. */
    Summary error(RecognizedError error, String rank) {
        text.append(text.isEmpty() ? "" : "; ");
        int maxPlace = Math.min(MAX_PLACE, room() * 3 / 8);
        int minContext = Math.min(MIN_CONTEXT, room() * 5 / 16);
        String place = error.place()
                .map(ErrorFrame::text)
                .map(where -> "\nat " + ShortText.of(where, maxPlace))
                .orElse("");
        String of = rank.isEmpty() ? "" : " (" + rank + ")";
        int room = room() - place.length() - of.length();
        String context = error.context().isEmpty()
                ? ""
                : ShortText.of(
                        error.context(),
                        Math.max(minContext, room - error.message().length() - 3));
        String around = context.isEmpty() ? "" : " (" + context + ")";
        text.append(ShortText.of(error.message(), room - around.length()))
                .append(of)
                .append(around)
                .append(place);
        return this;
    }

    /** Adds a line if there is room for it. */
    Summary extra(String title, String line) {
        int room = room() - 1 - title.length();
        if (!line.isEmpty() && room >= Math.min(MIN_EXTRA, line.length())) {
            text.append('\n').append(title).append(ShortText.of(line, room));
        }
        return this;
    }

    /** Adds the last of some lines, as many as there is room for, or half of that if something else is to come. */
    Summary last(List<String> lines, boolean half) {
        List<String> fitting = new ArrayList<>();
        int room = (half ? room() / 2 : room()) - (text.isEmpty() ? 0 : 2);
        for (int i = lines.size() - 1;
                i >= 0 && (fitting.isEmpty() || lines.get(i).length() < room);
                i--) {
            fitting.add(0, ShortText.cut(lines.get(i), room));
            room -= fitting.get(0).length() + 1;
        }
        text.append(text.isEmpty() || fitting.isEmpty() ? "" : "; ").append(String.join("\n", fitting));
        return this;
    }

    /** Returns how many characters more there is room for. */
    int room() {
        return MAX_CHARACTERS - text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
