package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Containers that lack something. */
@Tag(ToolkitImages.TAG)
class LimitsContainerIT {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void aProgramThatRunsOutOfMemoryIsTheOneThatTheKernelKills() {
        TrainingJobResult result = python("hoard = [bytearray(1 << 20) for _ in range(4096)]\n")
                .container(options -> options.memoryBytes(64 * MEBIBYTE))
                .run();

        assertThat(result.exitCode()).as(result::toString).isEqualTo(137);
        assertThat(result.failureReason().orElseThrow())
                .startsWith("AlgorithmError: ExecuteUserScriptError:\nExitCode 137\n")
                .contains("out of memory (limit 64 MiB, peak 6");
        assertThat(result.first().output().text("failure.json")).contains("\"kind\":\"resource\"");
    }

    @Test
    void theProgramIsToldOfTheProcessorsThatItMayUse() {
        TrainingJobResult result = python("import os\nprint('CPUs', os.environ['SM_NUM_CPUS'])\n")
                .container(options -> options.cpus(1))
                .run();

        assertThat(result.log().stdout()).as(result::toString).isEqualTo("CPUs 1\n");
    }

    @Test
    void aFullDiskIsToldAndNeverASuccess() {
        TrainingJobResult result = python("open('/opt/ml/model/model', 'wb').write(bytes(8 << 20))\n")
                .container(options -> options.memoryFileSystem("/opt/ml/model", 4 * MEBIBYTE))
                .run();

        assertThat(result.exitCode()).as(result::toString).isEqualTo(1);
        assertThat(result.failureReason().orElseThrow()).contains("No space left on device");
    }

    /** Neither the failure nor its reason can be written; the log still has both. */
    @Test
    void aFullOutputFolderChangesNothingAboutTheOutcome() {
        TrainingJobResult failed = python("""
                import sys
                try:
                    open('/opt/ml/output/data/fill', 'wb').write(bytes(8 << 20))
                except OSError:
                    pass
                sys.exit('the real reason')
                """)
                .container(options -> options.memoryFileSystem("/opt/ml/output", MEBIBYTE))
                .run();

        assertThat(failed.exitCode()).as(failed::toString).isEqualTo(1);
        assertThat(failed.log().stderr()).contains("the real reason");
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void sharedMemoryIsAsLargeAsItWasMade() {
        TrainingJobResult result = python(
                        "import os\ns = os.statvfs('/dev/shm')\nprint(s.f_blocks * s.f_frsize >> 20)\n")
                .container(options -> options.sharedMemoryBytes(16 * MEBIBYTE))
                .run();

        assertThat(result.log().stdout()).as(result::toString).isEqualTo("16\n");
    }

    private static SageMakerTrainingJob python(String program) {
        return SageMakerTrainingJob.of(ToolkitImages.on("python"))
                .program("train.py")
                .code("train.py", program);
    }
}
