package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses the cause: of the surest errors the last, and standard error before standard output. Of several processes that failed
 * one drags the others along: it is the one that a report names, else the first.
 */
final class CauseChoice {
    private CauseChoice() {}

    static Optional<FoundError> of(List<FoundError> found) {
        String named = namedRank(found);
        return firstEnd(found)
                .map(end -> besideEnd(found, end, named.isEmpty() ? rankOf(end) : named))
                .orElseGet(() -> ofWords(found, named));
    }

    /** What a program says of its failure is better than how it ended, unless it says only that something else failed. */
    private static Optional<FoundError> besideEnd(List<FoundError> found, FoundError end, String named) {
        Set<String> ended = found.stream().map(CauseChoice::rankOf).collect(Collectors.toSet());
        List<FoundError> words = found.stream()
                .filter(error -> !isOfEnd(error) && error.certainty() != Certainty.CONSEQUENCE)
                .filter(error -> error.certainty().compareTo(end.certainty()) >= 0)
                .filter(error -> error.certainty() != Certainty.HINT || mayBeOf(ended, error.label()))
                .toList();
        return ofWords(words, named).or(() -> Optional.of(end));
    }

    /** Words in general are no cause if the rank that wrote them went on. */
    private static boolean mayBeOf(Set<String> ranks, String label) {
        return label.isEmpty() || ranks.stream().anyMatch(rank -> isRank(label, rank));
    }

    private static String rankOf(FoundError end) {
        return end.rankEnd().map(RankEnd::rank).orElse("");
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
