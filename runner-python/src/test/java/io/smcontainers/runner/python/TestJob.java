package io.smcontainers.runner.python;

import io.smcontainers.core.JobReader;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a job in a temporary folder: Python is an empty executable file, which no test starts. */
final class TestJob {
    private final Path base;
    private final Map<String, String> variables = new LinkedHashMap<>();

    TestJob(Path base) {
        this.base = base;
        write(
                base.resolve("input/config/resourceconfig.json"),
                "{\"current_host\": \"algo-1\", \"hosts\": [\"algo-1\"]}");
        variables.put("SAGEMAKER_BASE_DIR", base.toString());
        variables.put("PATH", path().toString());
        folder(codeDir());
    }

    /** Returns a job with python3 on PATH that runs a program. */
    static TestJob running(Path base, String program) {
        return new TestJob(base).program(program).executable(base.resolve("path/python3"));
    }

    /** Sets the hosts, of which {@code current} is this one. */
    TestJob hosts(String current, String... all) {
        write(
                base.resolve("input/config/resourceconfig.json"),
                "{\"current_host\": \"" + current + "\", \"hosts\": [\"" + String.join("\",\"", all) + "\"]}");
        return this;
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

    TestJob executable(Path file) {
        write(file, "");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Returns the only folder on PATH. */
    Path path() {
        return base.resolve("path");
    }

    Path codeDir() {
        return base.resolve("code");
    }

    TrainingJob build() {
        return new TrainingJob(JobReader.read(variables), variables);
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
