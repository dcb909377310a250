package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.PythonText;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a job, so that a user corrects it all in one go. */
final class Problems {
    private final List<JobException> found = new ArrayList<>();

    void add(ErrorCode code, String message) {
        found.add(new JobException(code, message));
    }

    /** Adds what is wrong with a value of a file: {@code file: 'key' is value; expected …}. */
    void add(String file, String key, String value, String expected) {
        addAt(file + ": '" + key + "'", value, expected);
    }

    /** Adds what is wrong with a value that is not in a file: {@code place is value; expected …}. */
    void addAt(String place, String value, String expected) {
        add(ErrorCode.INVALID_CONFIGURATION, place + " is " + shortened(value) + "; expected " + expected);
    }

    void addMissing(String file, String key, String expected) {
        add(ErrorCode.INVALID_CONFIGURATION, file + ": '" + key + "' is missing; expected " + expected);
    }

    /** Returns the elements of a list of strings; anything else is a problem, and as good as an empty list. */
    List<String> strings(String file, String key, JsonNode value, String expected) {
        List<String> strings = new ArrayList<>();
        boolean fits = value.isArray();
        for (JsonNode element : value) {
            fits &= element.isTextual();
            strings.add(element.asText());
        }
        if (!fits) {
            add(file, key, PythonText.json(value), expected);
            return List.of();
        }
        return strings;
    }

    /** Throws all problems as one error; its code is that of the first. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            String message = String.join(
                    "\n", found.stream().map(JobException::getMessage).toList());
            throw new JobException(found.get(0).code(), message);
        }
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 77) + "...";
    }
}
