package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = new TestJob(base);
    }

    @Test
    void aProgramHas110SecondsFromSigtermToSigkill() {
        assertThat(job.surroundings().patience().grace()).isEqualTo(Duration.ofSeconds(110));
        assertThat(job.variable("SAGEMAKER_STOP_GRACE_SECONDS", "")
                        .surroundings()
                        .patience()
                        .grace())
                .isEqualTo(Duration.ofSeconds(110));
        assertThat(job.log().text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5,5", "0030,30", "999999,999999"})
    void theUserCanGiveItAnotherTime(String value, long seconds) {
        job.variable("SAGEMAKER_STOP_GRACE_SECONDS", value);
        assertThat(job.surroundings().patience().grace()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "10s", "99999999999999999999", " 5"})
    void aTimeThatIsNoneCostsAWarning(String value) {
        job.variable("SAGEMAKER_STOP_GRACE_SECONDS", value);

        assertThat(job.surroundings().patience().grace()).isEqualTo(Duration.ofSeconds(110));
        assertThat(job.log().warnings())
                .containsExactly("environment variable SAGEMAKER_STOP_GRACE_SECONDS is '" + value
                        + "'; expected a number of seconds; using 110");
    }

    @Test
    void otherVariablesLeaveTheRestAsItIs() {
        Surroundings surroundings = job.surroundings();

        Surroundings others = surroundings.withVariables(Map.of("A", "b"));

        assertThat(others.variables()).isEqualTo(Map.of("A", "b"));
        assertThat(others.withVariables(surroundings.variables())).isEqualTo(surroundings);
    }

    @Test
    void thisProcessHasItsOwnVariables() {
        assertThat(Surroundings.ofThisProcess().variables()).containsEntry("PATH", System.getenv("PATH"));
    }
}
