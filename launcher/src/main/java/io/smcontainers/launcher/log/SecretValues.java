package io.smcontainers.launcher.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Values that are known to be secrets of this job, masked wherever they stand. Immutable. */
final class SecretValues {
    /** None yet. */
    static final SecretValues NONE = new SecretValues(List.of());

    private static final int MIN_LENGTH = 8;
    private static final int MIN_DISTINCT_CHARACTERS = 4;
    private static final int MAX_SPECIAL_TOKEN = 32;

    /** What people write in a secret's place, and words that log lines need. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "disabled",
            "required",
            "optional",
            "undefined",
            "changeme",
            "internal",
            "external",
            "password",
            "training",
            "validation",
            "localhost",
            "your_token_here",
            "your_key_here",
            "not_needed",
            "anonymous");

    private static final List<String> PLACES = List.of("./", "../", "~/", "s3://", "file://", "arn:");
    private static final List<String> FILES = List.of(
            ".json", ".pem", ".txt", ".key", ".crt", ".cer", ".cfg", ".ini", ".yaml", ".yml", ".csv", ".toml", ".pub");

    /** A secret that begins with another must go first. */
    private static final Comparator<String> LONGEST_FIRST =
            (a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(b.length(), a.length());

    private final List<String> values;

    private SecretValues(Collection<String> values) {
        this.values = List.copyOf(values);
    }

    SecretValues with(Collection<String> more) {
        Set<String> all = new TreeSet<>(LONGEST_FIRST);
        all.addAll(values);
        all.addAll(more);
        return new SecretValues(all);
    }

    String mask(String text) {
        String masked = text;
        for (String value : values) {
            if (masked.contains(value)) {
                masked = mask(masked, value);
            }
        }
        return masked;
    }

    /** What is nothing but letters may be part of an ordinary word: only the whole word is masked. */
    private static String mask(String text, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Character.isLetter(value.charAt(i))) {
                return text.replace(value, Redactor.MASK);
            }
        }
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length())) {
            int end = at + value.length();
            if (!isWordAt(text, at - 1) && !isWordAt(text, end)) {
                masked.append(text, copied, at).append(Redactor.MASK);
                copied = end;
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static boolean isWordAt(String text, int i) {
        return i >= 0 && i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
    }

    /**
     * Returns whether a value tells a secret by itself. Masking every {@code 1024}, {@code /opt/ml} or {@code training} because
     * a secret has that value would make the log worthless and hide next to nothing.
     */
    static boolean isTelling(String value, Secrecy secrecy) {
        if (value.length() < MIN_LENGTH || secrecy == Secrecy.OPEN) {
            return false;
        }
        Characters characters = Characters.of(value);
        if (secrecy == Secrecy.LIKELY && !characters.digit()) {
            // The name of a column, most likely.
            return false;
        }
        return !characters.onlyOfNumbers()
                && characters.distinct() >= MIN_DISTINCT_CHARACTERS
                && !isSpecialToken(value)
                && !isPlace(value, characters)
                && !PLACEHOLDERS.contains(value.toLowerCase(Locale.ROOT));
    }

    /** {@code <|endoftext|>}, {@code [PAD]}. */
    static boolean isSpecialToken(String value) {
        return value.length() > 1
                && value.length() <= MAX_SPECIAL_TOKEN
                && value.indexOf(' ') < 0
                && value.indexOf(',') < 0
                && value.indexOf('"') < 0
                && value.indexOf('\'') < 0
                && (value.startsWith("<") && value.endsWith(">") || value.startsWith("[") && value.endsWith("]"));
    }

    private static boolean isPlace(String value, Characters characters) {
        for (String place : PLACES) {
            if (value.startsWith(place)) {
                return true;
            }
        }
        for (String file : FILES) {
            if (value.endsWith(file)) {
                return true;
            }
        }
        // One in 64 keys of AWS begins with a slash, too.
        return value.startsWith("/") && !characters.isBase64();
    }

    /**
     * What a value is made of.
     *
     * @param upper whether there is a letter in upper case
     * @param lower whether there is one in lower case
     * @param digit whether there is a digit
     * @param onlyOfNumbers whether there is nothing but what numbers, times and versions have
     * @param onlyOfBase64 whether there is nothing but what Base64 has
     * @param distinct how many there are, at most {@value #MIN_DISTINCT_CHARACTERS}
     */
    private record Characters(
            boolean upper, boolean lower, boolean digit, boolean onlyOfNumbers, boolean onlyOfBase64, int distinct) {
        static Characters of(String value) {
            boolean upper = false;
            boolean lower = false;
            boolean digit = false;
            boolean onlyOfNumbers = true;
            boolean onlyOfBase64 = true;
            StringBuilder distinct = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                upper |= Character.isUpperCase(c);
                lower |= Character.isLowerCase(c);
                digit |= Character.isDigit(c);
                onlyOfNumbers &= "0123456789+-.,:_eE ".indexOf(c) >= 0;
                onlyOfBase64 &= Character.isLetterOrDigit(c) || c == '/' || c == '+' || c == '=';
                if (distinct.length() < MIN_DISTINCT_CHARACTERS && distinct.indexOf(String.valueOf(c)) < 0) {
                    distinct.append(c);
                }
            }
            return new Characters(upper, lower, digit, onlyOfNumbers, onlyOfBase64, distinct.length());
        }

        boolean isBase64() {
            return upper && lower && digit && onlyOfBase64;
        }
    }
}
