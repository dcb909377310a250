package io.smcontainers.launcher.log;

import io.smcontainers.core.TrainingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * Takes secrets out of text that leaves the process: log lines, failure text, the output of installers. It knows them by their
 * form, by the name in front of them, and, once it has been told the variables and the job, by their values. Log and failure
 * text share one redactor. Safe for use by many threads.
 */
public final class Redactor {
    /** What stands in a secret's place. */
    public static final String MASK = "****";

    /** The environment variable with more words that make a name a secret's. */
    public static final String NAMES_VARIABLE = "SAGEMAKER_REDACT_NAMES";

    /** The environment variable with an expression for more values that are secrets. */
    public static final String VALUES_VARIABLE = "SAGEMAKER_REDACT_VALUES";

    private volatile Knowledge knowledge = new Knowledge(SecretNames.STANDARD, ValueExpression.NONE, SecretValues.NONE);

    /**
     * Learns from variables: the user's own rules, and the values of all whose names say secret.
     *
     * @param variables of the process that the job runs in
     * @return what is wrong with the rules, for the log
     */
    public synchronized List<String> learn(Map<String, String> variables) {
        List<String> warnings = new ArrayList<>();
        SecretNames names = names(variables.getOrDefault(NAMES_VARIABLE, ""));
        ValueExpression expression = expression(variables.getOrDefault(VALUES_VARIABLE, ""), warnings);
        SecretSearch search = new SecretSearch(names);
        variables.forEach(search::visit);
        knowledge = new Knowledge(names, expression, knowledge.values().with(search.found()));
        return warnings;
    }

    /** Learns the values of all hyperparameters whose names say secret. */
    public synchronized void learn(TrainingEnvironment job) {
        SecretSearch search = new SecretSearch(knowledge.names());
        job.hyperparameters().values().forEach(search::visit);
        job.frameworkParameters().values().forEach(search::visit);
        knowledge = new Knowledge(
                knowledge.names(), knowledge.expression(), knowledge.values().with(search.found()));
    }

    /**
     * Learns a password, also in the form in which HTTP sends it (RFC 7617).
     *
     * @param user whose it is
     * @param password masked from now on, wherever it stands
     */
    public synchronized void learnPassword(String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        knowledge = new Knowledge(
                knowledge.names(), knowledge.expression(), knowledge.values().with(List.of(password, basic)));
    }

    private static SecretNames names(String list) {
        List<String> others = new ArrayList<>();
        for (String word : list.split(",")) {
            if (!word.isBlank()) {
                others.add(word.strip());
            }
        }
        return others.isEmpty() ? SecretNames.STANDARD : new SecretNames(others);
    }

    /** The expression may be a secret itself, so a warning does not show it. */
    private static ValueExpression expression(String text, List<String> warnings) {
        try {
            return ValueExpression.of(text);
        } catch (PatternSyntaxException e) {
            warnings.add("environment variable " + VALUES_VARIABLE + " is no regular expression of Java: "
                    + e.getDescription()
                    + (e.getIndex() < 0 ? "" : " near character " + Math.min(e.getIndex() + 1, text.length()))
                    + "; until that is mended only text that equals it is masked");
            return ValueExpression.literal(text);
        }
    }

    /** Returns the text without its secrets. */
    public String redact(String text) {
        Knowledge known = knowledge;
        String masked = known.expression().mask(known.values().mask(text));
        return Assignments.mask(KnownForms.mask(masked), known.names());
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
        return knowledge.names().of(name) != Secrecy.OPEN;
    }

    /**
     * All there is to know.
     *
     * @param names says secret
     * @param expression the user's own
     * @param values of this job
     */
    private record Knowledge(SecretNames names, ValueExpression expression, SecretValues values) {}
}
