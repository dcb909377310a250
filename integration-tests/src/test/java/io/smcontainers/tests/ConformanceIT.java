package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs that were recorded under the Python toolkit, through the whole program. Core's ConformanceTest has them as units. */
class ConformanceIT {
    /** Of the generated jobs only some: each costs a third of a second, and core's test has them all. */
    private static final int EVERY_NTH_GENERATED = 8;

    /** Installs a package; InstallIT does that in a virtual environment. */
    private static final String NEEDS_ITS_OWN_PYTHON = "python-package";

    @TempDir
    private Path base;

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordedJobs")
    void theUsersProgramSeesWhatItSawUnderThePythonToolkit(String name, JsonNode recorded) throws Exception {
        JobFolder job = layOut(recorded);
        Train train = Train.built()
                .on(job)
                .with("AWS_REGION", "us-west-2")
                .with("PROBE_OUT", base.resolve("seen.json").toString());
        recorded.path("env")
                .properties()
                .forEach(entry -> train.with(entry.getKey(), entry.getValue().textValue()));

        Train.Result result = train.run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(job.has("output/success")).isTrue();
        JsonNode seen = JsonText.parse(job.text("seen.json"));
        JsonNode expected = JsonText.parse(replaced(PythonText.json(recorded.get("expected"))));
        assertThat(arguments(seen.get("argv"))).isEqualTo(PythonText.json(expected.get("arguments")));
        assertThat(Path.of(seen.get("cwd").textValue()).toRealPath())
                .isEqualTo(Path.of(expected.get("cwd").textValue()).toRealPath());
        for (Map.Entry<String, JsonNode> variable : expected.get("environment").properties()) {
            assertThat(seen.get("env").path(variable.getKey()).textValue())
                    .as(variable.getKey())
                    .isEqualTo(variable.getValue().textValue());
        }
    }

    private JobFolder layOut(JsonNode recorded) {
        JobFolder job = JobFolder.in(base);
        for (String file : new String[] {"hyperparameters", "resourceconfig", "inputdataconfig"}) {
            JsonNode content = recorded.path(file);
            if (!content.isMissingNode() && !content.isNull()) {
                String text = content.isTextual() ? content.textValue() : JsonForm.inFileOrder(content);
                job.write("input/config/" + file + ".json", replaced(text));
            }
        }
        if (!recorded.has("files")) {
            job.source("train.py", JobFolder.PROBE);
        }
        recorded.path("files")
                .properties()
                .forEach(file ->
                        job.source(file.getKey(), file.getValue().textValue().replace("{{probe}}", JobFolder.PROBE)));
        return job;
    }

    private String replaced(String text) {
        return text.replace("{{base}}", base.toString())
                .replace("{{cpus}}", Integer.toString(Runtime.getRuntime().availableProcessors()));
    }

    private static String arguments(JsonNode argv) {
        return PythonText.json(JsonForm.withoutFirst(argv));
    }

    static Stream<Arguments> recordedJobs() throws Exception {
        JsonNode all = JsonText.parse(Files.readString(Path.of(System.getProperty("train.recorded"))));
        return StreamSupport.stream(all.spliterator(), false)
                .filter(job -> !NEEDS_ITS_OWN_PYTHON.equals(job.get("name").textValue()))
                .filter(job -> !isGenerated(job) || number(job) % EVERY_NTH_GENERATED == 0)
                .map(job -> Arguments.of(job.get("name").textValue(), job));
    }

    private static boolean isGenerated(JsonNode job) {
        return job.get("name").textValue().startsWith("fuzz-");
    }

    private static int number(JsonNode job) {
        return Integer.parseInt(job.get("name").textValue().substring("fuzz-".length()));
    }
}
