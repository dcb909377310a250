package io.smcontainers.runner.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.JobException;
import io.smcontainers.core.json.PythonText;
import io.smcontainers.spi.ShellWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks of the JVM runner, by framework parameters.
 *
 * @param mainClassOfJar {@code sagemaker_main_class}; null if the jar's manifest names it
 * @param options {@code sagemaker_jvm_options}
 * @param classPath {@code sagemaker_class_path}
 * @param heapDump {@code sagemaker_heap_dump}: whether memory that ran out is written to {@code output/data}
 * @param addCore {@code sagemaker_add_core}: whether our library goes on the class path
 */
record JvmParameters(
        @Nullable String mainClassOfJar,
        List<String> options,
        List<String> classPath,
        boolean heapDump,
        boolean addCore) {
    static final String MAIN_CLASS = "sagemaker_main_class";
    static final String OPTIONS = "sagemaker_jvm_options";
    static final String CLASS_PATH = "sagemaker_class_path";
    static final String HEAP_DUMP = "sagemaker_heap_dump";
    static final String ADD_CORE = "sagemaker_add_core";

    /** Copies the lists. */
    JvmParameters {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
    }

    /**
     * Reads the parameters.
     *
     * @throws JobException if one has a value that makes no sense
     */
    static JvmParameters of(Hyperparameters parameters) {
        return new JvmParameters(
                mainClass(parameters),
                list(parameters, OPTIONS, "a JSON list of options, or a string of them quoted as for a shell", text -> {
                    try {
                        return ShellWords.split(text);
                    } catch (IllegalArgumentException e) {
                        throw wrong(OPTIONS, PythonText.repr(parameters.values().get(OPTIONS)), e.getMessage());
                    }
                }),
                list(
                        parameters,
                        CLASS_PATH,
                        "a JSON list of paths, or a string with ':' between them",
                        text -> Arrays.stream(text.split(":")).toList()),
                flag(parameters, HEAP_DUMP),
                flag(parameters, ADD_CORE));
    }

    private static @Nullable String mainClass(Hyperparameters parameters) {
        String name = parameters.text(MAIN_CLASS).map(String::strip).orElse("");
        if (!name.isEmpty() && !ClassName.isValid(name)) {
            throw wrong(MAIN_CLASS, "'" + name + "'", "expected the name of a class, such as com.acme.Train");
        }
        return name.isEmpty() ? null : name;
    }

    private static List<String> list(
            Hyperparameters parameters, String name, String expected, Function<String, List<String>> split) {
        JsonNode value = parameters.value(name).orElse(null);
        if (value == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        if (value.isTextual()) {
            words.addAll(split.apply(value.textValue()));
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                if (!element.isTextual()) {
                    throw wrong(name, PythonText.json(value), "expected " + expected);
                }
                words.add(element.textValue());
            }
        } else {
            throw wrong(name, PythonText.json(value), "expected " + expected);
        }
        words.removeIf(String::isEmpty);
        return words;
    }

    /** Python writes False, which is no JSON and so a string: by Python's own rules of truth it would be true. */
    private static boolean flag(Hyperparameters parameters, String name) {
        String text = parameters.text(name).orElse("");
        if (text.isEmpty() || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        throw wrong(name, "'" + text + "'", "expected true or false");
    }

    /** Returns the error of a parameter whose value makes no sense. */
    static JobException wrong(String name, String value, String expected) {
        return new JobException(
                ErrorCode.INVALID_CONFIGURATION, "hyperparameters.json: '" + name + "' is " + value + "; " + expected);
    }
}
