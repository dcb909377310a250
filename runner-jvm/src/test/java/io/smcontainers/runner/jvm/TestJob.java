package io.smcontainers.runner.jvm;

import io.smcontainers.core.JobReader;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a job in a temporary folder: a Java is an empty executable file with a release file, which no test starts. */
final class TestJob {
    /** All modules that the tests speak of. */
    static final String MODULES = "java.base java.logging java.sql java.se jdk.compiler";

    private final Path base;
    private final Map<String, String> variables = new LinkedHashMap<>();

    TestJob(Path base) {
        this.base = base;
        write(
                base.resolve("input/config/resourceconfig.json"),
                "{\"current_host\": \"algo-1\", \"hosts\": [\"algo-1\"]}");
        variables.put("SAGEMAKER_BASE_DIR", base.toString());
        variables.put("PATH", base.resolve("path").toString());
        folder(codeDir());
    }

    /** Returns a job on Java 17, the runtime of this process. */
    static TestJob running(Path base, String program) {
        return new TestJob(base).program(program).java("own", "17.0.15", MODULES);
    }

    TestJob program(String name) {
        return variable("SAGEMAKER_PROGRAM", name);
    }

    TestJob variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    TestJob hyperparameters(String json) {
        write(base.resolve("input/config/hyperparameters.json"), json);
        return this;
    }

    TestJob file(String name) {
        return file(name, "");
    }

    TestJob file(String name, String content) {
        write(codeDir().resolve(name), content);
        return this;
    }

    /** Makes a JDK. */
    TestJob java(String folder, String version, String modules) {
        write(
                base.resolve(folder).resolve("release"),
                "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
        return executable(folder + "/bin/java");
    }

    TestJob executable(String name) {
        Path file = base.resolve(name);
        write(file, "");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path codeDir() {
        return base.resolve("code");
    }

    TrainingJob build() {
        return new TrainingJob(JobReader.read(variables), variables);
    }

    LaunchPlan plan() {
        return new JvmRunner(base.resolve("own")).plan(build());
    }

    private static void write(Path file, String content) {
        folder(file.getParent());
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
