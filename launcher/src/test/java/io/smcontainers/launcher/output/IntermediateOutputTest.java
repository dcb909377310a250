package io.smcontainers.launcher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.JobException;
import io.smcontainers.launcher.TestJob;
import io.smcontainers.launcher.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntermediateOutputTest {
    @TempDir
    private Path base;

    private TestJob job;

    @BeforeEach
    void layOut() {
        job = new TestJob(base).variable("TRAINING_JOB_NAME", "my-job");
    }

    @Test
    void aFolderThatIsThereIsThePlatforms() throws IOException {
        Files.createDirectories(job.layout().outputIntermediateDir());
        assertThat(of("anything://x")).isEmpty();
    }

    @Test
    void aLinkInItsPlaceIsThePlatformsToo() throws IOException {
        Files.createDirectories(job.layout().outputDir());
        Files.createSymbolicLink(job.layout().outputIntermediateDir(), base.resolve("nowhere"));
        assertThat(of("anything://x")).isEmpty();
    }

    @Test
    void outputOnThisMachineIsNotUploadedButHasAFolder() {
        assertThat(of("file:///tmp/out")).isEmpty();
        assertThat(job.layout().outputIntermediateDir()).isDirectory();
        assertThat(job.log().warnings()).isEmpty();
    }

    @Test
    void anEmptyPlaceIsNone() {
        assertThat(of("")).isEmpty();
        assertThat(job.layout().outputIntermediateDir()).doesNotExist();
    }

    @Test
    void anImageWithoutStoresWarns() {
        assertThat(of("s3://bucket/out")).isEmpty();
        assertThat(job.log().warnings())
                .containsExactly(
                        "intermediate output is not uploaded, for this image has no store for 's3://bucket/out'"
                                + " ('sagemaker_s3_output'); put its jar into plugins/");
    }

    @Test
    void aFolderThatCannotBeMadeCostsAWarning() throws IOException {
        Files.writeString(job.layout().outputDir(), "a file");
        assertThat(of("s3://bucket/out")).isEmpty();
        assertThat(job.log().warnings()).singleElement().asString().contains("cannot be made");
    }

    @Test
    void thePlaceIsBelowTheJobsName() {
        assertThat(IntermediateOutput.destination("s3://b/out", job.build(), job.log().log()))
                .isEqualTo("s3://b/out/my-job/output/intermediate");
        assertThat(IntermediateOutput.destination("s3://b/out/", job.build(), job.log().log()))
                .isEqualTo("s3://b/out/my-job/output/intermediate");
        assertThat(IntermediateOutput.destination("s3://b", job.build(), job.log().log()))
                .isEqualTo("s3://b/my-job/output/intermediate");
        assertThat(job.log().warnings()).isEmpty();
    }

    @Test
    void aJobWithoutANameWarns() {
        job.variable("TRAINING_JOB_NAME", "");
        assertThat(IntermediateOutput.destination("s3://b/out", job.build(), job.log().log()))
                .isEqualTo("s3://b/out/output/intermediate");
        assertThat(job.log().warnings()).singleElement().asString().contains("TRAINING_JOB_NAME");
    }

    @Test
    void aPlaceThatNoStoreKnowsIsAnError() {
        assertThatThrownBy(() -> IntermediateOutput.choose(List.of(new FolderStore()), "http://x", job.log().log()))
                .isInstanceOf(JobException.class)
                .hasMessage("hyperparameters.json: 'sagemaker_s3_output' is 'http://x'; expected s3://bucket/prefix or"
                        + " file://folder (folder: not a folder)");
    }

    private Optional<IntermediateOutput> of(String location) {
        return IntermediateOutput.of(
                location,
                job.build(),
                PluginRegistry.load(base.resolve("plugins")).late(),
                job.signals(),
                Duration.ofSeconds(110),
                job.log().log());
    }
}
