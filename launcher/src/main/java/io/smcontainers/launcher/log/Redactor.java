package io.smcontainers.launcher.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of text that leaves the process: log lines, failure text, the output of installers. */
public final class Redactor {
    /** What stands in a secret's place. */
    public static final String MASK = "****";

    /** {@code https://user:password@host}: the whole user info, for a token may stand in either half. */
    private static final Pattern URL_USER_INFO = Pattern.compile("(?<=[a-zA-Z0-9]://)[^/\\s'\"]+@");

    /**
     * {@code token} and {@code key} only where a word ends, and {@code key} only as a word of its own or behind one that says
     * which: {@code max_tokens}, {@code tokenizer}, {@code keyboard} and {@code monkey} are no secrets.
     */
    private static final Pattern SECRET_NAME = Pattern.compile("(?i:secret|passw(?:or)?d|passphrase|credential"
            + "|token(?![a-z])|(?<![a-z])(?:private|(?:api|access|account|auth|private)?key)(?![a-z]))"
            + "|(?<=[a-z])Key(?![a-z])");

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
            redacted.add(secret && !argument.isEmpty() ? MASK : redactAssignment(argument));
            secret = argument.startsWith("-") && argument.indexOf('=') < 0 && isSecretName(argument);
        }
        return redacted;
    }

    /** {@code --name=value} is an option with its value, too. */
    private String redactAssignment(String argument) {
        int equals = argument.indexOf('=');
        if (equals < 0 || !argument.startsWith("-")) {
            return redact(argument);
        }
        String name = argument.substring(0, equals);
        return name + "=" + redact(name, argument.substring(equals + 1));
    }

    /**
     * Returns whether a value of that name is a secret.
     *
     * @param name of a variable, hyperparameter or option
     */
    public boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find();
    }
}
