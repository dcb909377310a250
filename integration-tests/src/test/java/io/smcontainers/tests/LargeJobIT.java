package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as large as the service lets them be, and larger: the program starts, and finds everything. */
@Timeout(60)
class LargeJobIT {
    /** Prints what a program sees of its hyperparameters, each by whichever way it came. */
    private static final String PROGRAM = """
            import json, os, sys

            def variable(name):
                file = os.environ.get(name + "_FILE")
                return open(file).read() if file else os.environ.get(name)

            hps = json.loads(variable("SM_HPS"))
            print(json.dumps({
                "hps": {name: len(value) for name, value in hps.items()},
                "single": {name: len(variable("SM_HP_" + name.upper()) or "") for name in hps},
                "arguments": json.loads(variable("SM_USER_ARGS")),
                "argv": sys.argv[1:],
                "whole": json.loads(variable("SM_TRAINING_ENV"))["hyperparameters"] == hps,
            }))
            """;

    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOut() {
        job = JobFolder.in(base).program("train.py").source("train.py", PROGRAM);
    }

    @Test
    void aHundredHyperparametersOf2500Characters() throws Exception {
        for (int i = 0; i < 100; i++) {
            job.hyperparameter("p" + i, "é".repeat(2_500));
        }

        JsonNode seen = seen();

        assertThat(seen.get("hps")).hasSize(100).allMatch(length -> length.intValue() == 2_500);
        assertThat(seen.get("single")).allMatch(length -> length.intValue() == 2_500);
        assertThat(seen.get("argv")).isEqualTo(seen.get("arguments")).hasSize(200);
        assertThat(seen.get("whole").booleanValue()).isTrue();
    }

    @Test
    void oneOf200Kilobytes() throws Exception {
        job.hyperparameter("text", "x".repeat(200_000)).hyperparameter("lr", "short");

        JsonNode seen = seen();

        assertThat(seen.get("hps").get("text").intValue()).isEqualTo(200_000);
        assertThat(seen.get("single").get("text").intValue()).isEqualTo(200_000);
        assertThat(seen.get("argv")).hasSize(2);
        assertThat(seen.get("arguments")).hasSize(4);
    }

    @Test
    void aNameThatNoVariableCanHave() throws Exception {
        job.hyperparameter("a=b", "value").hyperparameter("lr", "short");

        Train.Result result = Train.built().on(job).run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).contains("WARNING").contains("SM_HP_A=B");
        JsonNode seen = new ObjectMapper().readTree(result.stdout());
        assertThat(seen.get("hps").get("a=b").intValue()).isEqualTo("value".length());
        assertThat(seen.get("argv").toString()).isEqualTo("[\"--a=b\",\"value\",\"--lr\",\"short\"]");
    }

    private JsonNode seen() throws Exception {
        Train.Result result = Train.built().on(job).run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return new ObjectMapper().readTree(result.stdout());
    }
}
