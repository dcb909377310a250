package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that a shell cannot read get a second one; those that cannot be exported get none. */
class VariableNamesTest {
    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOutAJob() {
        job = new JobFolder(base);
    }

    @Test
    void aNameThatAShellCannotReadGetsASecondOneThatItCan() {
        job.hyperparameters("{\"batch-size\": \"32\", \"a.b c\": \"x\", \"😀\": \"y\"}")
                .inputDataConfig("{\"my-val\": {}}");

        assertThat(job.variables().variables())
                .containsEntry("SM_HP_BATCH-SIZE", "32")
                .containsEntry("SM_HP_BATCH_SIZE", "32")
                .containsEntry("SM_HP_A.B C", "x")
                .containsEntry("SM_HP_A_B_C", "x")
                .containsEntry("SM_HP_😀", "y")
                .containsEntry("SM_HP__", "y")
                .containsEntry("SM_CHANNEL_MY-VAL", base + "/input/data/my-val")
                .containsEntry("SM_CHANNEL_MY_VAL", base + "/input/data/my-val");
        assertThat(job.variables().warnings()).isEmpty();
    }

    @Test
    void ofTwoSecondNamesThatAreTheSameTheFirstWinsWithAWarning() {
        job.hyperparameters("{\"a-b\": \"1\", \"a.b\": \"2\", \"a b\": \"3\"}");

        EnvironmentVariables rendered = job.variables();

        assertThat(rendered.variables())
                .containsEntry("SM_HP_A_B", "1")
                .containsEntry("SM_HP_A-B", "1")
                .containsEntry("SM_HP_A.B", "2")
                .containsEntry("SM_HP_A B", "3");
        assertThat(rendered.warnings())
                .containsExactly(
                        "SM_HP_A_B stands for 'SM_HP_A-B', not for 'SM_HP_A.B', which would have the same name",
                        "SM_HP_A_B stands for 'SM_HP_A-B', not for 'SM_HP_A B', which would have the same name");
    }

    @Test
    void aRealNameBeatsASecondOneWhateverTheirOrder() {
        job.hyperparameters("{\"a-b\": \"1\", \"a_b\": \"2\"}");

        EnvironmentVariables rendered = job.variables();

        assertThat(rendered.variables()).containsEntry("SM_HP_A_B", "2").containsEntry("SM_HP_A-B", "1");
        assertThat(rendered.warnings())
                .containsExactly(
                        "SM_HP_A_B stands for 'SM_HP_A_B', not for 'SM_HP_A-B', which would have the same name");
    }

    @Test
    void aNameWithAnEqualsSignIsLeftOutWithAWarning() {
        job.hyperparameters("{\"a=b\": \"1\", \"c\": \"2\"}");

        EnvironmentVariables rendered = job.variables();

        assertThat(rendered.variables())
                .doesNotContainKeys("SM_HP_A=B", "SM_HP_A_B")
                .containsEntry("SM_HP_C", "2")
                .containsEntry("SM_HPS", "{\"a=b\":1,\"c\":2}");
        assertThat(rendered.warnings())
                .singleElement()
                .asString()
                .startsWith("no environment variable 'SM_HP_A=B': ")
                .endsWith("read it from SM_HPS");
    }

    @Test
    void aNameOrValueWithNulIsLeftOutWithAWarning() {
        job.hyperparameters("{\"a\\u0000\": \"1\", \"b\": \"x\\u0000y\"}");

        EnvironmentVariables rendered = job.variables();

        assertThat(rendered.variables())
                .doesNotContainKeys("SM_HP_A\0", "SM_HP_A_", "SM_HP_B")
                .containsEntry("SM_HPS", "{\"a\\u0000\":1,\"b\":\"x\\u0000y\"}");
        assertThat(rendered.warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("'SM_HP_A\\x00'"))
                .anySatisfy(warning -> assertThat(warning).contains("'SM_HP_B'"));
    }

    @Test
    void anEmptyNameIsStillAName() {
        job.hyperparameters("{\"\": \"1\"}");

        assertThat(job.variables().variables()).containsEntry("SM_HP_", "1");
    }
}
