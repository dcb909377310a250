package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobReader;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.TrainingJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AssertionsForClassTypes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A job below a temp folder, with its log in memory. */
final class JobFixture {
    private final Path base;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JobLog log = new JobLog(lines, Clock.systemUTC(), new Redactor());
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> hyperparameters = new HashMap<>();

    JobFixture(Path base) {
        this.base = base;
        variables.put("SAGEMAKER_BASE_DIR", base.toString());
    }

    JobFixture variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    JobFixture hyperparameter(String name, String value) {
        hyperparameters.put(name, value);
        return this;
    }

    JobFixture codeFrom(Object location) {
        return hyperparameter("sagemaker_submit_directory", location.toString());
    }

    /** Puts a file into the code folder, as if it were part of the image. */
    JobFixture withCode(String name, String content) {
        try {
            Path file = codeDir().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path codeDir() {
        return base.resolve("code");
    }

    JobLog log() {
        return log;
    }

    String logged() {
        return lines.toString(StandardCharsets.UTF_8);
    }

    TrainingJob job() {
        StringBuilder json = new StringBuilder();
        hyperparameters.forEach((name, value) -> json.append(json.isEmpty() ? "" : ",")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
        try {
            Path config = Files.createDirectories(base.resolve("input/config"));
            Files.writeString(
                    config.resolve("resourceconfig.json"), "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]}");
            Files.writeString(config.resolve("hyperparameters.json"), "{" + json + "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TrainingJob(JobReader.read(variables), variables);
    }

    void fetch() {
        fetch(new LocalCodeStore(log));
    }

    void fetch(CodeStore... stores) {
        new CodeFetcher(List.of(stores), log).fetch(job());
    }

    List<String> code() {
        return TreeText.of(codeDir());
    }

    /** Asserts that something fails with an error of a kind, and returns its message. */
    static String failure(ErrorCode code, ThrowingCallable action) {
        JobException failure = AssertionsForClassTypes.catchThrowableOfType(JobException.class, action);
        AssertionsForClassTypes.assertThat(failure).as("a failure").isNotNull();
        AssertionsForClassTypes.assertThat(failure.code())
                .as(failure.getMessage())
                .isEqualTo(code);
        return failure.getMessage();
    }
}
