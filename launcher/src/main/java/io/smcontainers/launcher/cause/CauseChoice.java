package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the cause: of the surest errors the last, and standard error before standard output. Of several processes that failed
 * one drags the others along: it is the one that a report names, else the first.
 */
final class CauseChoice {
    private CauseChoice() {}

    static Optional<FoundError> of(List<FoundError> found) {
        Optional<FoundError> end = firstEnd(found);
        if (end.isEmpty()) {
            return ofWords(found, namedRank(found));
        }
        String named = namedRank(found);
        String first = end.get().rankEnd().map(RankEnd::rank).orElse("");
        List<FoundError> words = found.stream().filter(error -> !isOfEnd(error)).toList();
        return ofWords(words, named.isEmpty() ? first : named)
                .filter(cause -> cause.certainty() != Certainty.CONSEQUENCE
                        && cause.certainty().compareTo(end.get().certainty()) >= 0)
                .or(() -> end);
    }

    /** Returns the end of the first rank that was not ended by others. */
    static Optional<FoundError> firstEnd(List<FoundError> found) {
        return found.stream()
                .filter(error -> error.rankEnd().isPresent())
                .min(Comparator.comparingInt(FoundError::position));
    }

    private static boolean isOfEnd(FoundError found) {
        return found.rankEnd().isPresent() || MpiErrors.isOfEnd(found.error());
    }

    private static Optional<FoundError> ofWords(List<FoundError> found, String named) {
        Optional<Certainty> surest = found.stream().map(FoundError::certainty).max(Comparator.naturalOrder());
        List<FoundError> best = found.stream()
                .filter(error -> error.certainty() == surest.orElseThrow())
                .toList();
        boolean onStandardError = best.stream().anyMatch(FoundError::isStandardError);
        return best.stream()
                .filter(error -> error.isStandardError() == onStandardError)
                .max(Comparator.comparingInt(FoundError::position))
                .map(last -> last.label().isEmpty() ? last : amongRanks(best, onStandardError, named));
    }

    private static FoundError amongRanks(List<FoundError> best, boolean onStandardError, String named) {
        Map<String, FoundError> lastOfEach = new LinkedHashMap<>();
        for (FoundError error : best) {
            if (error.isStandardError() == onStandardError && !error.label().isEmpty()) {
                lastOfEach.merge(error.label(), error, (a, b) -> a.position() > b.position() ? a : b);
            }
        }
        return lastOfEach.values().stream()
                .filter(error -> isRank(error.label(), named))
                .findFirst()
                .orElseGet(() -> lastOfEach.values().stream()
                        .min(Comparator.comparingInt(FoundError::position))
                        .orElseThrow());
    }

    private static boolean isRank(String label, String number) {
        return label.equals("rank " + number) || label.startsWith("rank " + number + " on ");
    }

    private static String namedRank(List<FoundError> found) {
        return found.stream()
                .filter(error -> !error.error().rank().isEmpty())
                .max(Comparator.comparingInt(FoundError::position))
                .map(error -> error.error().rank())
                .orElse("");
    }
}
