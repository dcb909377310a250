package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code train} says about a job, and what it keeps to itself. */
class LogIT {
    private static final String HEAD =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (DEBUG|INFO|WARNING|ERROR) +[a-z]+( .*)?";

    private static final String TOP = "hyper-s3cret-1";
    private static final String NESTED = "nested-s3cret-2";
    private static final String VARIABLE = "environment-s3cret-3";
    private static final String DESCRIBED = "corp-4444";
    private static final List<String> SECRETS = List.of(TOP, NESTED, VARIABLE, DESCRIBED);

    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void makeJobThatFailsWithItsSecrets() {
        job = JobFolder.in(base)
                .program("train.py")
                .hyperparameter("hf_token", TOP)
                .hyperparameter("db", "{\"user\": \"somebody\", \"password\": \"" + NESTED + "\"}")
                .hyperparameter("epochs", "3")
                .source("train.py", """
                        import os
                        secrets = [os.environ["SM_HP_HF_TOKEN"], os.environ["SM_HPS"], os.environ["SERVICE_PASSWORD"]]
                        raise ValueError("no access with %s and %s of epochs" % (" ".join(secrets), "corp-4444"))
                        """);
    }

    @Test
    void aSecretIsInNeitherLogNorFailureFileThoughTheProgramsOwnOutputHasIt() {
        Train.Result result = train("20");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(SECRETS).noneMatch(ours(result)::contains).noneMatch(job.failure()::contains);
        assertThat(job.failure())
                .contains("ValueError: no access with **** {", " **** and **** of epochs", "\"epochs\":3");
        assertThat(programs(result))
                .contains("\nValueError: no access with " + TOP)
                .contains(NESTED, VARIABLE, DESCRIBED);
    }

    @Test
    void theJobIsShownInAFewLines() {
        assertThat(ours(train("20")))
                .contains(
                        "    program          train.py\n",
                        "    host             algo-1, rank 0 of 1, local\n",
                        "    channels         none\n",
                        "    hyperparameters  db={\"password\":\"****\",\"user\":\"somebody\"}, epochs=3, hf_token=****\n")
                .doesNotContain(" DEBUG ");
    }

    @Test
    void eachLineOfOursIsAnEventOfItsOwn() {
        Train.Result result = train("10");
        List<String> failure = job.failure().lines().toList();

        assertThat(failure).hasSizeGreaterThan(4);
        assertThat(ours(result).lines().filter(line -> line.contains(" ERROR ")).map(line -> line.substring(42)))
                .containsExactlyElementsOf(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "\"10\"", "DEBUG"})
    void debugShowsTheEnvironmentWithoutSecrets(String level) {
        String ours = ours(train(level));

        assertThat(SECRETS).noneMatch(ours::contains);
        assertThat(ours)
                .contains(
                        "      SERVICE_PASSWORD=****\n",
                        "      SM_HP_EPOCHS=3\n",
                        "      SM_HP_HF_TOKEN=****\n",
                        "      SM_HPS={\"db\":{\"password\":\"****\",\"user\":\"somebody\"},\"epochs\":3,\"hf_token\":\"****\"}\n",
                        "      SM_USER_ARGS=[\"--db\",\"password=****,user=somebody\",\"--epochs\",\"3\",\"--hf_token\",\"****\"]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "\"40\"", "ERROR"})
    void aJobThatWantsErrorsGetsOnlyThose(String level) {
        assertThat(ours(train(level)).lines()).isNotEmpty().allMatch(line -> line.substring(
                        "2026-11-22T23:10:21.123Z ".length())
                .startsWith("ERROR "));
    }

    @Test
    void aBrokenExpressionIsAWarningAndTheJobRuns() {
        job.source("train.py", "print('ran')\n");

        Train.Result result = Train.built()
                .on(job)
                .with("SAGEMAKER_REDACT_VALUES", "p4ss(word")
                .run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEqualTo("ran\n");
        assertThat(ours(result))
                .contains(
                        " WARNING read     environment variable SAGEMAKER_REDACT_VALUES is no regular expression of Java:"
                                + " Unclosed group near character 9;")
                .doesNotContain("p4ss");
    }

    @Test
    void aNameOfTheUsersIsASecret() {
        job.source("train.py", "raise ValueError('patient AB-123456')\n").hyperparameter("patient", "AB-123456");

        Train.Result result =
                Train.built().on(job).with("SAGEMAKER_REDACT_NAMES", "patient").run();

        assertThat(ours(result) + job.failure())
                .contains("ValueError: patient ****")
                .doesNotContain("AB-123456");
    }

    private Train.Result train(String level) {
        job.hyperparameter("sagemaker_container_log_level", level);
        return Train.built()
                .on(job)
                .with("SERVICE_PASSWORD", VARIABLE)
                .with("SAGEMAKER_REDACT_VALUES", "corp-\\d+")
                .run();
    }

    /** Returns our own lines of standard error. */
    private static String ours(Train.Result result) {
        return lines(result, true);
    }

    private static String programs(Train.Result result) {
        return lines(result, false);
    }

    private static String lines(Train.Result result, boolean ours) {
        StringBuilder lines = new StringBuilder();
        result.stderr().lines().filter(line -> line.matches(HEAD) == ours).forEach(line -> lines.append(line)
                .append('\n'));
        return lines.toString();
    }
}
