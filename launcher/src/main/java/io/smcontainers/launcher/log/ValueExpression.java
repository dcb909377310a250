package io.smcontainers.launcher.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The user's own expression for secret values. It must not cost the job, whatever it is: where it does not come to an end on
 * a text, or runs out of stack, nothing of that text is shown.
 */
final class ValueExpression {
    /** Matches nothing. */
    static final ValueExpression NONE = new ValueExpression(null);

    /** What stands in place of a text that the expression cannot be applied to. */
    static final String WITHHELD = Redactor.MASK + " (not shown: " + Redactor.VALUES_VARIABLE
            + " takes too long on this text, or too much stack; write it without nested repetition)";

    private final @Nullable Pattern pattern;

    private ValueExpression(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    static ValueExpression of(String expression) throws PatternSyntaxException {
        return expression.isEmpty() ? NONE : new ValueExpression(Pattern.compile(expression));
    }

    /** Returns the expression that matches exactly a text. */
    static ValueExpression literal(String text) {
        return new ValueExpression(Pattern.compile(text, Pattern.LITERAL));
    }

    String mask(String text) {
        if (pattern == null) {
            return text;
        }
        try {
            return mask(pattern.matcher(new Metered(text)), text);
        } catch (TooLong | StackOverflowError e) {
            return WITHHELD;
        }
    }

    /** Empty matches are none. */
    private static String mask(Matcher matcher, String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                masked.append(text, copied, matcher.start()).append(Redactor.MASK);
                copied = matcher.end();
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /** A text that may be looked at only so often: an expression may need a time that is exponential in its length. */
    private static final class Metered implements CharSequence {
        private static final long LOOKS_PER_CHARACTER = 100;
        private static final long LOOKS = 2_000_000;

        private final String text;
        private long left;

        Metered(String text) {
            this.text = text;
            this.left = LOOKS + LOOKS_PER_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The expression has looked too often. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super(null, null, false, false);
        }
    }
}
