package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobLayoutTest {
    @Test
    void theRootIsOptMlUnlessTheEnvironmentMovesIt() {
        assertThat(JobLayout.of(Map.of()).base()).isEqualTo(Path.of("/opt/ml"));
        assertThat(JobLayout.of(Map.of("SAGEMAKER_BASE_DIR", "")).base()).isEqualTo(Path.of("/opt/ml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/job", "/tmp/job/", "/tmp//job/.", "/tmp/x/../job"})
    void foldersHaveNoTrailingSlash(String base) {
        JobLayout layout = JobLayout.of(Map.of("SAGEMAKER_BASE_DIR", base));

        assertThat(layout.base()).hasToString("/tmp/job");
        assertThat(layout.inputConfigDir()).hasToString("/tmp/job/input/config");
        assertThat(layout.inputDataDir()).hasToString("/tmp/job/input/data");
        assertThat(layout.outputDataDir()).hasToString("/tmp/job/output/data");
        assertThat(layout.outputIntermediateDir()).hasToString("/tmp/job/output/intermediate");
        assertThat(layout.failureFile()).hasToString("/tmp/job/output/failure");
        assertThat(layout.successFile()).hasToString("/tmp/job/output/success");
    }

    @Test
    void aRelativeRootIsMadeAbsolute() {
        assertThat(JobLayout.of(Map.of("SAGEMAKER_BASE_DIR", "job")).base())
                .isEqualTo(Path.of("").toAbsolutePath().resolve("job"));
    }
}
