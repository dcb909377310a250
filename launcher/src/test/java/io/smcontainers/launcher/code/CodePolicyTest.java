package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodePolicyTest {
    @TempDir
    Path base;

    @Test
    void keepsWhatIsThereUnlessToldOtherwise() {
        assertThat(CodePolicy.of(new JobFixture(base).job())).isEqualTo(CodePolicy.KEEP);
    }

    @ParameterizedTest
    @EnumSource
    void isAskedForByTheWordOfTheVariable(CodePolicy policy) {
        JobFixture job = new JobFixture(base).variable("SAGEMAKER_CODE_POLICY", policy.name());

        assertThat(CodePolicy.of(job.job())).isEqualTo(policy);
    }

    @Test
    void isAskedForByTheHyperparameterInAnyCase() {
        JobFixture job = new JobFixture(base).hyperparameter("sagemaker_code_policy", "Replace ");

        assertThat(CodePolicy.of(job.job())).isEqualTo(CodePolicy.REPLACE);
    }

    @Test
    void isTakenFromTheVariableBeforeTheHyperparameter() {
        JobFixture job = new JobFixture(base)
                .variable("SAGEMAKER_CODE_POLICY", "overlay")
                .hyperparameter("sagemaker_code_policy", "replace");

        assertThat(CodePolicy.of(job.job())).isEqualTo(CodePolicy.OVERLAY);
    }

    @Test
    void namesTheVariableThatHoldsAnUnknownWord() {
        JobFixture job = new JobFixture(base).variable("SAGEMAKER_CODE_POLICY", "merge");

        assertThat(JobFixture.failure(ErrorCode.INVALID_CONFIGURATION, () -> CodePolicy.of(job.job())))
                .isEqualTo(
                        "environment variable SAGEMAKER_CODE_POLICY is 'merge'; expected 'keep', 'overlay' or 'replace'");
    }

    @Test
    void namesTheHyperparameterThatHoldsAnUnknownWord() {
        JobFixture job = new JobFixture(base).hyperparameter("sagemaker_code_policy", "true");

        assertThat(JobFixture.failure(ErrorCode.INVALID_CONFIGURATION, () -> CodePolicy.of(job.job())))
                .startsWith("hyperparameters.json: 'sagemaker_code_policy' is 'True'; expected 'keep'");
    }
}
