package io.smcontainers.core;

import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.PythonText;
import org.jspecify.annotations.Nullable;

/** Reads what the job is to run, and where that comes from. */
final class ProgramReader {
    private static final String VARIABLE = "SAGEMAKER_PROGRAM";
    private static final String EXPECTED = "a path below the code folder, such as 'train.py' or 'src/train.py'";

    private ProgramReader() {}

    static UserProgram read(JobParameters parameters, Problems problems) {
        String fromEnvironment = parameters.variable(VARIABLE);
        String entryPoint = fromEnvironment != null ? fromEnvironment : parameters.string(JobParameters.PROGRAM);
        String wrong = entryPoint == null ? null : wrong(entryPoint);
        if (wrong != null) {
            String place = fromEnvironment != null
                    ? "environment variable " + VARIABLE
                    : JobParameters.place(JobParameters.PROGRAM);
            problems.addAt(place, wrong, EXPECTED);
        }
        String submitDirectory = parameters.string(JobParameters.SUBMIT_DIRECTORY);
        return new UserProgram(
                entryPoint,
                submitDirectory != null ? submitDirectory : parameters.variable("SAGEMAKER_SUBMIT_DIRECTORY"),
                parameters.variable("SAGEMAKER_TRAINING_MODULE"));
    }

    /** Returns what is wrong with an entry point; null if nothing is. */
    private static @Nullable String wrong(String entryPoint) {
        if (entryPoint.isEmpty()) {
            return "empty";
        }
        if (entryPoint.startsWith("/")) {
            return "'" + entryPoint + "', an absolute path";
        }
        if (hasDotSegment(entryPoint)) {
            return "'" + entryPoint + "', a path with '.' or '..'";
        }
        return entryPoint.indexOf('\0') >= 0 ? PythonText.json(TextNode.valueOf(entryPoint)) : null;
    }

    private static boolean hasDotSegment(String path) {
        for (String segment : path.split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
