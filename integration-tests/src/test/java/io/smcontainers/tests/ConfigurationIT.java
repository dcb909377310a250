package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads who described the job wrongly. */
class ConfigurationIT {
    private static final String RESOURCES = "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]}";

    @TempDir
    private Path base;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    hyperparameters  | {"a": 1,, }                               | hyperparameters.json | line 1, column 9
                    hyperparameters  | ["a"]                                     | hyperparameters.json | a list; expected a JSON object
                    resourceconfig   | {"current_host":"algo-1"}                 | 'hosts' is missing   | expected a list of host names
                    resourceconfig   | {"current_host":"x","hosts":["algo-1"]}   | 'current_host' is 'x' | one of 'hosts', which is [algo-1]
                    inputdataconfig  | {"training":[]}                           | 'training' is []     | expected an object
                    """)
    void aProblemInAFileIsNamedInTheFirst300Characters(String file, String text, String first, String second) {
        JobFolder job = JobFolder.in(base).program("train.py").source("train.py", "");
        job.write("input/config/" + file + ".json", text);

        Train.Result result = Train.built().on(job).run();

        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(start(job)).contains(file + ".json", first, second);
        assertThat(result.stderr()).contains(first).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, an absolute path",
        "../x.py, a path with '.' or '..'",
        "a/../../x.py, a path with '.' or '..'"
    })
    void aProgramOutsideTheCodeFolderIsRefused(String program, String why) {
        JobFolder job = JobFolder.in(base).program(program).source("train.py", "");

        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(78);
        assertThat(start(job)).contains("hyperparameters.json", "sagemaker_program", program, why, "expected");
    }

    @Test
    void aMistypedProgramIsSuggestedAndTheFolderListed() {
        JobFolder job =
                JobFolder.in(base).program("trian.py").source("train.py", "").source("util/data.py", "");

        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(66);
        assertThat(start(job))
                .contains(
                        "'sagemaker_program' is 'trian.py', which is not in",
                        "did you mean 'train.py'?",
                        "train.py, util/");
    }

    @Test
    void allProblemsAreReportedTogether() {
        JobFolder job = JobFolder.in(base).program("/abs.py");
        job.write("input/config/resourceconfig.json", "{\"hosts\":[\"algo-1\"]}");

        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(78);
        assertThat(start(job)).contains("'current_host' is missing", "'sagemaker_program' is '/abs.py'");
    }

    @Test
    void withoutAJobTheMessageExplainsTrainLocal() {
        Path absent = base.resolve("absent");

        Train.Result result =
                Train.built().with("SAGEMAKER_BASE_DIR", absent.toString()).run();

        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.stderr()).contains("train local SCRIPT").doesNotContain("\tat ");
        assertThat(absent).doesNotExist();
    }

    @Test
    void aSingleArgumentTrainMeansTheSameAsNone() {
        JobFolder job = JobFolder.in(base).program("train.sh").source("train.sh", "#!/bin/sh\necho ran\n");
        job.write("input/config/resourceconfig.json", RESOURCES);

        assertThat(Train.built().on(job).run("train").stdout()).isEqualTo("ran\n");
        assertThat(Files.exists(base.resolve("output/success"))).isTrue();
    }

    private static String start(JobFolder job) {
        String failure = job.failure();
        return failure.substring(0, Math.min(300, failure.length()));
    }
}
