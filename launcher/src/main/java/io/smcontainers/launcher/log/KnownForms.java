package io.smcontainers.launcher.log;

import java.util.regex.Pattern;

/** Secrets that are known by their form, whatever they are called. An expression is compiled when a text may need it. */
final class KnownForms {
    private static final String[] PREFIXES = {
        "AKIA", "ASIA", "hf_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"
    };

    private KnownForms() {}

    static String mask(String text) {
        String masked = text.contains("://") ? Url.USER_INFO.matcher(text).replaceAll(Redactor.MASK + "@") : text;
        for (String prefix : PREFIXES) {
            if (masked.contains(prefix)) {
                return Key.FORM.matcher(masked).replaceAll(Redactor.MASK);
            }
        }
        return masked;
    }

    private static final class Url {
        /** {@code https://user:password@host}: the whole user info, for a token may stand in either half. */
        static final Pattern USER_INFO = Pattern.compile("(?<=[a-zA-Z0-9]://)[^/\\s'\"]+@");
    }

    private static final class Key {
        /** Key ids of AWS, tokens of Hugging Face and GitHub. */
        static final Pattern FORM = Pattern.compile("\\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}+|hf_[A-Za-z0-9]{20,}+"
                + "|gh[pousr]_[A-Za-z0-9]{20,}+|github_pat_[A-Za-z0-9_]{20,}+)\\b");
    }
}
