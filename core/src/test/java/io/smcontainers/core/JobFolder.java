package io.smcontainers.core;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonSyntaxException;
import io.smcontainers.core.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder laid out as SageMaker lays out a job's: one host and no hyperparameters until a test says otherwise. */
final class JobFolder {
    private final Path base;
    private final Map<String, String> environment = new LinkedHashMap<>();

    JobFolder(Path base) {
        this.base = base;
        variable(JobLayout.BASE_DIR_VARIABLE, base.toString());
        resourceConfig("""
                {"current_host": "algo-1", "hosts": ["algo-1"]}""");
    }

    Path base() {
        return base;
    }

    JobFolder hyperparameters(String json) {
        return file("hyperparameters.json", json);
    }

    JobFolder resourceConfig(String json) {
        return file("resourceconfig.json", json);
    }

    JobFolder inputDataConfig(String json) {
        return file("inputdataconfig.json", json);
    }

    JobFolder file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    JobFolder file(String name, byte[] content) {
        try {
            Path file = configFile(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobFolder without(String name) {
        try {
            Files.delete(configFile(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobFolder variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Map<String, String> environment() {
        return environment;
    }

    TrainingEnvironment read() {
        return JobReader.read(environment);
    }

    EnvironmentVariables variables() {
        return EnvironmentVariables.of(read(), environment);
    }

    /** Reads a job that is wrong. */
    JobException problem() {
        return catchThrowableOfType(JobException.class, this::read);
    }

    /** Returns hyperparameters as the file holds them, decoded. */
    static Hyperparameters decoded(String json) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        json(json).properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return new Hyperparameters(values);
    }

    static JsonNode json(String text) {
        try {
            return JsonText.parse(text);
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private Path configFile(String name) {
        return base.resolve("input/config").resolve(name);
    }
}
