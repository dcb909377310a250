package io.smcontainers.core;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a job's files lie. The root is {@code /opt/ml}, which SageMaker reserves, or what the environment variable {@code
 * SAGEMAKER_BASE_DIR} says.
 *
 * @param base the root, made absolute
 */
public record JobLayout(Path base) {
    /** The environment variable that moves the root. */
    public static final String BASE_DIR_VARIABLE = "SAGEMAKER_BASE_DIR";

    /** The root in a container that SageMaker started. */
    public static final Path DEFAULT_BASE = Path.of("/opt/ml");

    /** Makes the root absolute. */
    public JobLayout {
        base = base.toAbsolutePath().normalize();
    }

    /**
     * Returns the layout that an environment asks for.
     *
     * @param environment the variables of the process
     */
    public static JobLayout of(Map<String, String> environment) {
        String base = environment.getOrDefault(BASE_DIR_VARIABLE, "");
        return new JobLayout(base.isEmpty() ? DEFAULT_BASE : Path.of(base));
    }

    /** Returns {@code input}. */
    public Path inputDir() {
        return base.resolve("input");
    }

    /** Returns {@code input/config}, the folder of the three files that describe the job. */
    public Path inputConfigDir() {
        return inputDir().resolve("config");
    }

    /** Returns {@code input/data}, below which each channel has its folder or FIFOs. */
    public Path inputDataDir() {
        return inputDir().resolve("data");
    }

    /** Returns {@code code}, where the user's program runs. */
    public Path codeDir() {
        return base.resolve("code");
    }

    /** Returns {@code model}, uploaded as model.tar.gz at the end. */
    public Path modelDir() {
        return base.resolve("model");
    }

    /** Returns {@code output}. */
    public Path outputDir() {
        return base.resolve("output");
    }

    /** Returns {@code output/data}, uploaded as output.tar.gz at the end. */
    public Path outputDataDir() {
        return outputDir().resolve("data");
    }

    /** Returns {@code output/intermediate}, uploaded while the job runs. */
    public Path outputIntermediateDir() {
        return outputDir().resolve("intermediate");
    }

    /** Returns {@code output/failure}; its first 1024 characters become the job's FailureReason. */
    public Path failureFile() {
        return outputDir().resolve("failure");
    }

    /** Returns {@code output/failure.json}, the failure for programs to read; ours, not SageMaker's. */
    public Path failureReportFile() {
        return outputDir().resolve("failure.json");
    }

    /** Returns {@code output/success}, an empty file that says the job succeeded. */
    public Path successFile() {
        return outputDir().resolve("success");
    }
}
