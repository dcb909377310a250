package io.smcontainers.launcher.log;

/**
 * Secrets that are known by their form, whatever they are called: user info in URLs, key ids of AWS, tokens of Hugging Face and
 * GitHub. By hand, as compiling the expressions would take longer than all the log of a job.
 */
final class KnownForms {
    private static final String[] KEY_IDS = {"AKIA", "ASIA"};
    private static final int KEY_ID_LENGTH = 20;
    private static final String[] TOKENS = {"hf_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"};
    private static final int MIN_TOKEN_LENGTH = 20;

    private KnownForms() {}

    static String mask(String text) {
        String masked = withoutUserInfo(text);
        for (String prefix : KEY_IDS) {
            masked = withoutWords(masked, prefix, KEY_ID_LENGTH, KEY_ID_LENGTH);
        }
        for (String prefix : TOKENS) {
            masked = withoutWords(masked, prefix, prefix.length() + MIN_TOKEN_LENGTH, Integer.MAX_VALUE);
        }
        return masked;
    }

    /** {@code https://user:password@host}: the whole user info, for a token may stand in either half. */
    private static String withoutUserInfo(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
            int start = at + "://".length();
            int userInfoEnd = at > 0 && isLetterOrDigit(text.charAt(at - 1)) ? userInfoEnd(text, start) : -1;
            if (userInfoEnd > start) {
                masked.append(text, copied, start).append(Redactor.MASK);
                copied = userInfoEnd;
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /** A password may hold an at sign: the last one counts. */
    private static int userInfoEnd(String text, int start) {
        int end = -1;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '"' || c == '\'' || Character.isWhitespace(c)) {
                break;
            }
            end = c == '@' ? i : end;
        }
        return end;
    }

    private static String withoutWords(String text, String prefix, int minLength, int maxLength) {
        int at = text.indexOf(prefix);
        if (at < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        while (at >= 0) {
            int end = at;
            while (end < text.length() && isWordPart(text.charAt(end))) {
                end++;
            }
            boolean isWord = at == 0 || !isWordPart(text.charAt(at - 1));
            if (isWord && end - at >= minLength && end - at <= maxLength) {
                masked.append(text, copied, at).append(Redactor.MASK);
                copied = end;
            }
            at = text.indexOf(prefix, end);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static boolean isWordPart(char c) {
        return isLetterOrDigit(c) || c == '_';
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
