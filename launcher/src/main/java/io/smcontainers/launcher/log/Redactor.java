package io.smcontainers.launcher.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of text that leaves the process: log lines, failure text, the output of installers. */
public final class Redactor {
    /** What stands in a secret's place. */
    public static final String MASK = "****";

    /** {@code https://user:password@host}: the whole user info, for a token may stand in either half. */
    private static final Pattern URL_USER_INFO = Pattern.compile("(?<=[a-zA-Z]://)[^/\\s@'\"]+@");

    /** {@code token} and {@code key} only as words of their own: {@code max_tokens} and {@code tokenizer} are no secrets. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(?:secret|passw(?:or)?d|credential|(?<![a-z])(?:token|key|private|apikey|accesskey)(?![a-z])).*");

    /** Key ids of AWS and tokens of Hugging Face and GitHub are known by their form. */
    private static final Pattern KNOWN_SECRET =
            Pattern.compile("\\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|hf_[A-Za-z0-9]{20,}|gh[pousr]_[A-Za-z0-9]{20,})\\b");

    /** Returns the text without the secrets that are known by their form. */
    public String redact(String text) {
        String withoutUserInfo =
                text.contains("://") ? URL_USER_INFO.matcher(text).replaceAll(MASK + "@") : text;
        return KNOWN_SECRET.matcher(withoutUserInfo).replaceAll(MASK);
    }

    /**
     * Returns a named value without its secret: all of it, if the name says that it is one.
     *
     * @param name a variable's or hyperparameter's name
     * @param value its value
     */
    public String redact(String name, String value) {
        return isSecretName(name) && !value.isEmpty() ? MASK : redact(value);
    }

    /** Returns a command line for people: program and arguments with blanks between, without secrets. */
    public String commandLine(List<String> argv) {
        return String.join(" ", arguments(argv));
    }

    /** Returns arguments without secrets; the value of an option whose name says that it is one is masked. */
    public List<String> arguments(List<String> argv) {
        List<String> redacted = new ArrayList<>();
        boolean secret = false;
        for (String argument : argv) {
            redacted.add(secret && !argument.isEmpty() ? MASK : redact(argument));
            secret = argument.startsWith("-") && isSecretName(argument);
        }
        return redacted;
    }

    private static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).matches();
    }
}
