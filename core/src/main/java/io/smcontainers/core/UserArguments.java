package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The arguments of the user's program: its hyperparameters as options, written as the Python toolkit writes them. */
public final class UserArguments {
    private UserArguments() {}

    /**
     * Returns {@code --name value} for each hyperparameter ({@code -n value} for a name of one character), by name in code
     * point order. A value is Python's {@code str}, null an empty argument, an object {@code k=v,k2=v2}.
     *
     * @param hyperparameters the user's
     * @return the argument list, for a process, not for a shell
     */
    public static List<String> of(Hyperparameters hyperparameters) {
        List<String> arguments = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                PythonText.sorted(hyperparameters.values().entrySet())) {
            arguments.add(option(entry.getKey()));
            arguments.add(value(entry.getValue()));
        }
        return List.copyOf(arguments);
    }

    /**
     * Returns the arguments as the Python toolkit passes them to a Python program: less the double quotes at either end of the
     * last one, which the toolkit takes for quotes of its own. SM_USER_ARGS keeps them, and commands get them.
     *
     * @param arguments as {@link #of} returns them
     */
    public static List<String> passedToPython(List<String> arguments) {
        if (arguments.isEmpty()) {
            return List.of();
        }
        int last = arguments.size() - 1;
        List<String> passed = new ArrayList<>(arguments);
        passed.set(last, withoutQuotesAtItsEnds(arguments.get(last)));
        return List.copyOf(passed);
    }

    private static String withoutQuotesAtItsEnds(String argument) {
        int start = 0;
        int end = argument.length();
        while (start < end && argument.charAt(start) == '"') {
            start++;
        }
        while (end > start && argument.charAt(end - 1) == '"') {
            end--;
        }
        return argument.substring(start, end);
    }

    private static String option(String name) {
        int length = name.codePointCount(0, name.length());
        return length == 0 ? "" : length == 1 ? "-" + name : "--" + name;
    }

    private static String value(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isObject() ? pairs(value) : PythonText.str(value);
    }

    private static String pairs(JsonNode object) {
        StringJoiner pairs = new StringJoiner(",");
        for (Map.Entry<String, JsonNode> entry : PythonText.sorted(object.properties())) {
            pairs.add(entry.getKey() + "=" + PythonText.str(entry.getValue()));
        }
        return pairs.toString();
    }
}
