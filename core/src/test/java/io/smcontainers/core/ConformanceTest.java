package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.PythonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs that ran under the Python toolkit, with what the user's program saw there ({@code launches.json}). */
class ConformanceTest {
    private static final String CPUS = Integer.toString(Runtime.getRuntime().availableProcessors());

    @TempDir
    private Path base;

    /** A recorded job; {@code {{base}}} stands for its folder, {@code {{cpus}}} for the number of processors. */
    private record Recorded(JsonNode job) {
        @Override
        public String toString() {
            return job.path("name").textValue();
        }
    }

    static Stream<Recorded> recordedJobs() throws IOException {
        try (InputStream jobs = ConformanceTest.class.getResourceAsStream("launches.json")) {
            String text = new String(Objects.requireNonNull(jobs).readAllBytes(), StandardCharsets.UTF_8);
            return StreamSupport.stream(JobFolder.json(text).spliterator(), false)
                    .map(Recorded::new);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordedJobs")
    void theUsersProgramSeesWhatItSawUnderThePythonToolkit(Recorded recorded) {
        JobFolder folder = layOut(recorded.job());
        JsonNode expected = recorded.job().path("expected");

        TrainingEnvironment job = folder.read();

        assertThat(UserArguments.passedToPython(UserArguments.of(job.hyperparameters())))
                .containsExactlyElementsOf(expected.path("arguments")
                        .valueStream()
                        .map(this::filled)
                        .toList());
        Map<String, String> seen = new LinkedHashMap<>(folder.environment());
        seen.putAll(EnvironmentVariables.of(job, folder.environment()).variables());
        assertThat(seen).containsAllEntriesOf(strings(expected.path("environment")));
    }

    /** Does what {@code check.py} does for a real container. */
    private JobFolder layOut(JsonNode job) {
        JobFolder folder = new JobFolder(base)
                .variable("PATH", "/usr/local/bin:/usr/bin:/bin")
                .variable("LANG", "C.UTF-8")
                .variable("HOME", base.toString())
                .variable("AWS_REGION", "us-west-2");
        strings(job.path("env")).forEach(folder::variable);
        for (String name : new String[] {"hyperparameters", "resourceconfig", "inputdataconfig"}) {
            JsonNode content = job.path(name);
            if (!ConfigFile.isAbsent(content)) {
                folder.file(name + ".json", filled(content.isTextual() ? content.textValue() : inFileOrder(content)));
            }
        }
        return folder;
    }

    /** {@link PythonText#json} would sort the keys. */
    private static String inFileOrder(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry ->
                            PythonText.json(TextNode.valueOf(entry.getKey())) + ":" + inFileOrder(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value.isArray()
                ? value.valueStream().map(ConformanceTest::inFileOrder).collect(Collectors.joining(",", "[", "]"))
                : PythonText.json(value);
    }

    private Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties().forEach(entry -> strings.put(entry.getKey(), filled(entry.getValue())));
        return strings;
    }

    private String filled(JsonNode string) {
        return filled(string.textValue());
    }

    private String filled(String text) {
        return text.replace("{{base}}", base.toString()).replace("{{cpus}}", CPUS);
    }
}
