package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that cannot run, or not as they should. */
@Timeout(60)
class LauncherProblemsIT {
    @TempDir
    Path base;

    @Test
    void aJobWhoseProgramIsMissing() throws IOException {
        TestJob job = new TestJob(base).program("trian.sh").code("train.sh", "");

        assertThat(run(job)).isEqualTo(66);

        assertThat(failure(job))
                .startsWith(
                        "ConfigurationError: hyperparameters.json: 'sagemaker_program' is 'trian.sh', which is not in "
                                + base + "/code; did you mean 'train.sh'?");
    }

    @Test
    void twoProblemsOfTheConfigurationAreBothInTheFirst300Characters() throws IOException {
        TestJob job = new TestJob(base)
                .program("../train.sh")
                .write("input/config/resourceconfig.json", "{\"current_host\":\"algo-9\",\"hosts\":[\"algo-1\"]}");

        assertThat(run(job)).isEqualTo(78);

        assertThat(failure(job))
                .hasSizeLessThan(300)
                .startsWith("ConfigurationError: ")
                .contains("'current_host' is 'algo-9'")
                .contains("'sagemaker_program' is '../train.sh'");
    }

    @Test
    void aGraceTimeThatIsNoneCostsAWarning() {
        TestJob job = script("exit 0").variable("SAGEMAKER_STOP_GRACE_SECONDS", "soon");

        assertThat(run(job)).isZero();

        assertThat(job.log().warnings())
                .containsExactly("environment variable SAGEMAKER_STOP_GRACE_SECONDS is 'soon'; expected a number of"
                        + " seconds; using 110");
    }

    @Test
    void anOutputFolderThatIsAFileChangesNothingAboutTheExitCode() throws IOException {
        TestJob job = script("echo 'what went wrong' >&2; exit 5");
        Files.writeString(base.resolve("output"), "a plain file");

        assertThat(run(job)).isEqualTo(5);

        assertThat(job.log().text()).contains("ErrorMessage \"what went wrong\"");
        assertThat(job.log().warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith(base + "/output/failure could not be written: "));
    }

    @Test
    void anImageWithoutMpiIsToldWhatToInstallBeforeAnythingStarts() throws IOException {
        TestJob job = script("echo never")
                .variable("PATH", base.toString())
                .hosts("algo-1", "algo-2")
                .hyperparameter("sagemaker_mpi_enabled", "true");

        assertThat(run(job)).isEqualTo(69);

        assertThat(failure(job))
                .startsWith("ConfigurationError: the job asks for MPI, and this image has no mpirun;")
                .contains("apt-get install -y --no-install-recommends openmpi-bin openssh-server openssh-client");
        assertThat(job.stdout().text()).isEmpty();
    }

    private TestJob script(String text) {
        return TestJob.script(base, text + "\n");
    }

    private static int run(TestJob job) {
        return new Launcher(job.surroundings()).run();
    }

    private static String failure(TestJob job) throws IOException {
        return Files.readString(job.layout().failureFile());
    }
}
