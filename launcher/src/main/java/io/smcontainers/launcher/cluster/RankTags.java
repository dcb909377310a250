package io.smcontainers.launcher.cluster;

import java.util.List;
import java.util.Optional;

/**
 * Adds the host to what {@code mpirun} puts before each line: {@code [1,3]<stderr>:} becomes {@code
 * [1,mpirank:3,algo-2]<stderr>:}, as under the Python toolkit, but with the right host. Open MPI fills hosts in their order.
 *
 * @param hosts in the order of {@code mpirun --host}; empty if the lines stay as they are
 * @param ranksPerHost of each
 */
public record RankTags(List<String> hosts, int ranksPerHost) {
    /** Leaves lines as they are. */
    public static final RankTags NONE = new RankTags(List.of(), 1);

    private static final int MAX_TAG = 80;
    private static final String RANK = "rank ";

    /** Copies the list. */
    public RankTags {
        hosts = List.copyOf(hosts);
    }

    /** Returns whether lines are changed. */
    public boolean isAny() {
        return !hosts.isEmpty();
    }

    /** Returns the host of a rank; empty if that is not known. */
    public Optional<String> hostOf(int rank) {
        return rank / ranksPerHost < hosts.size() ? Optional.of(hosts.get(rank / ranksPerHost)) : Optional.empty();
    }

    /** Returns in parentheses where the first rank ran that a text names; nothing if it names none, or its host too. */
    public String placeOfRankIn(String text) {
        int at = isAny() ? text.indexOf(RANK) : -1;
        int end = at + RANK.length();
        while (at >= 0 && end < text.length() && Character.isDigit(text.charAt(end)) && end - at < 12) {
            end++;
        }
        String number = at < 0 ? "" : text.substring(at + RANK.length(), end);
        if (number.isEmpty() || text.startsWith(" on ", end)) {
            return "";
        }
        return hostOf(Integer.parseInt(number))
                .map(host -> " (rank " + number + " ran on host " + host + ")")
                .orElse("");
    }

    /** Returns a text with the host in each tag. */
    public String rewrite(String text) {
        if (!isAny()) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length() + text.length() / 8);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String line = text.substring(at, next);
            String tag = tag(line);
            result.append(rewriteHead(tag)).append(rest(line.substring(tag.length()), tag));
            at = next;
        }
        return result.toString();
    }

    /** Returns the tag that a line begins with, or nothing. */
    static String tag(String line) {
        int close = line.indexOf("]<std");
        int end = close < 0 || close > MAX_TAG ? -1 : line.indexOf(">:", close);
        return line.startsWith("[") && end > 0 && end <= MAX_TAG ? line.substring(0, end + 2) : "";
    }

    /** Returns a line behind its tag: of a line that was written in pieces, mpirun marks each piece. */
    static String rest(String text, String tag) {
        return tag.isEmpty() ? text : text.replace(tag, "");
    }

    /** Returns whether the beginning of a line may become a tag, so that more of it must be seen. */
    static boolean mayBeTag(CharSequence head) {
        return head.length() < MAX_TAG
                && head.charAt(0) == '['
                && head.toString().indexOf('>') < 0;
    }

    /**
     * Returns the beginning of a line with the host in its tag.
     *
     * @param head with the whole tag, if there is one
     */
    String rewriteHead(String head) {
        int comma = head.indexOf(',');
        int close = head.indexOf("]<std");
        if (!head.startsWith("[") || comma < 2 || close < comma + 2 || head.indexOf('>', close) < 0) {
            return head;
        }
        String rank = head.substring(comma + 1, close);
        for (int i = 0; i < rank.length(); i++) {
            if (!Character.isDigit(rank.charAt(i)) || i > 6) {
                return head;
            }
        }
        return hostOf(Integer.parseInt(rank))
                .map(host -> head.substring(0, comma + 1) + "mpirank:" + rank + "," + host + head.substring(close))
                .orElse(head);
    }
}
