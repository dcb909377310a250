package io.smcontainers.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.JobException;
import io.smcontainers.core.json.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options of a program that a framework parameter holds: a JSON list, or a string of them quoted as for a shell. */
public final class OptionList {
    private OptionList() {}

    /**
     * Returns the options.
     *
     * @param parameters the framework parameters
     * @param name of the parameter
     * @return none if there is no such parameter, or it is empty
     * @throws JobException if the value is neither, or a quote in it is not closed
     */
    public static List<String> of(Hyperparameters parameters, String name) {
        Optional<JsonNode> value = parameters.value(name);
        return value.isEmpty() ? List.of() : of(value.get(), name);
    }

    private static List<String> of(JsonNode value, String name) {
        if (value.isTextual()) {
            try {
                return ShellWords.split(value.textValue());
            } catch (IllegalArgumentException e) {
                throw wrong(value, name, String.valueOf(e.getMessage()));
            }
        }
        if (!value.isArray()) {
            throw wrong(value, name, "expected a JSON list of options, or a string of them quoted as for a shell");
        }
        List<String> options = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isContainerNode() || element.isNull()) {
                throw wrong(value, name, "expected a list of options, and " + PythonText.json(element) + " is none");
            }
            options.add(PythonText.str(element));
        }
        return List.copyOf(options);
    }

    private static JobException wrong(JsonNode value, String name, String why) {
        return new JobException(
                ErrorCode.INVALID_CONFIGURATION,
                "hyperparameters.json: '" + name + "' is " + PythonText.json(value) + "; " + why);
    }
}
