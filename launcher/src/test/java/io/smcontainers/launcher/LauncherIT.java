package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LauncherIT {
    @TempDir
    Path base;

    @Test
    void aJobThatSucceeds() throws IOException {
        TestJob job = script(
                        "pwd; echo \"$@\"; echo \"$SM_HP_LR $SM_CURRENT_HOST $SM_MODEL_DIR\"; touch $SM_MODEL_DIR/model")
                .hyperparameter("lr", "0.1")
                .hyperparameter("name", "a b");

        assertThat(run(job)).isZero();

        assertThat(job.stdout().text())
                .isEqualTo("%1$s/code\n--lr 0.1 --name a b\n0.1 algo-1 %1$s/model\n".formatted(base.toRealPath()));
        assertThat(job.layout().successFile()).isEmptyFile();
        assertThat(job.layout().failureFile()).doesNotExist();
        assertThat(base.resolve("model/model")).exists();
        assertThat(base.resolve("output/data")).isDirectory();
        assertThat(job.log().warnings()).isEmpty();
        assertThat(job.log().infos())
                .containsSequence(
                        "program          train.sh",
                        "host             algo-1, rank 0 of 1, local",
                        "hardware         %d CPUs, 0 GPUs, 0 NeuronCores"
                                .formatted(Runtime.getRuntime().availableProcessors()),
                        "channels         none",
                        "hyperparameters  lr=0.1, name=a b")
                .contains("command runs " + base + "/code/train.sh --lr 0.1 --name a b");
        assertThat(job.log().text())
                .containsPattern(
                        "the job succeeded\n.* time: read [0-9.]+ s, fetch .* s, plan .* s, install .* s, wait .* s, run .* s, report .* s\n$");
    }

    @Test
    void aJobThatFails() {
        TestJob job =
                script("echo working; echo 'no such column: price' >&2; exit 3").hyperparameter("lr", "1");

        assertThat(run(job)).isEqualTo(3);

        assertThat(job.layout().failureFile()).hasContent("""
                ExecuteUserScriptError:
                ExitCode 3
                ErrorMessage "no such column: price"
                Command "%s/code/train.sh --lr 1\"""".formatted(base));
        assertThat(job.layout().successFile()).doesNotExist();
        assertThat(job.stdout().text()).isEqualTo("working\n");
        assertThat(job.stderr().text()).isEqualTo("no such column: price\n");
        assertThat(job.log().text()).contains("the job failed; exit code 3\n");
    }

    @Test
    void aFailureTextOfTheProgramsOwnStays() {
        TestJob job = script("echo 'my own words' > \"$SM_OUTPUT_FAILURE\"; exit 4");

        assertThat(run(job)).isEqualTo(4);

        assertThat(job.layout().failureFile()).hasContent("my own words");
    }

    @Test
    void aStopWhileTheJobWaitsForAnotherHostEndsItAtOnce() throws Exception {
        TestJob job = script("echo never").hosts("localhost", "never.invalid");
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(() -> run(job)).orTimeout(30, TimeUnit.SECONDS);

        job.log().output().awaitText("waiting for never.invalid");
        job.signals().receive(UnixSignal.TERM);

        assertThat(exitCode.get()).isEqualTo(143);
        assertThat(job.stdout().text()).isEmpty();
        assertThat(failure(job))
                .isEqualTo(
                        "ExecuteUserScriptError: stop requested by SIGTERM in phase 'wait', before the program was started");
    }

    @Test
    void aStopReachesTheProgram() throws Exception {
        TestJob job = script("trap 'exit 7' TERM; echo ready; while :; do :; done");
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(() -> run(job)).orTimeout(30, TimeUnit.SECONDS);

        job.stdout().awaitText("ready");
        job.signals().receive(UnixSignal.TERM);

        assertThat(exitCode.get()).isEqualTo(7);
        assertThat(failure(job)).startsWith("ExecuteUserScriptError:\nExitCode 7\n");
    }

    @Test
    void aHyperparameterOf200KilobytesStarts() {
        TestJob job = script(
                        "wc -c < \"$SM_HP_TEXT_FILE\"; cat \"$SM_HP_TEXT_FILE\" \"$SM_HPS_FILE\" | cksum; echo \"$@\"")
                .hyperparameter("text", "x".repeat(200_000))
                .hyperparameter("lr", "1");

        assertThat(run(job)).isZero();

        assertThat(job.stdout().text()).startsWith("200000\n").endsWith("\n--lr 1\n");
        assertThat(job.log().warnings())
                .anySatisfy(
                        warning -> assertThat(warning).startsWith("environment variable SM_HP_TEXT is longer than "))
                .anySatisfy(warning -> assertThat(warning).startsWith("argument --text is left out: "));
    }

    @Test
    void frameworkParametersAreHiddenFromTheProgram() {
        TestJob job = script("echo \"$@\"; env")
                .hyperparameter("sagemaker_mpi_enabled", "false")
                .hyperparameter("sagemaker_region", "eu-west-1")
                .hyperparameter("lr", "1");

        assertThat(run(job)).isZero();

        assertThat(job.stdout().text())
                .startsWith("--lr 1\n")
                .contains("\nSM_FRAMEWORK_PARAMS={\"sagemaker_mpi_enabled\":false}\n")
                .contains("\nSM_HPS={\"lr\":1}\n")
                .contains("\nSAGEMAKER_REGION=eu-west-1\n")
                .doesNotContain("SM_HP_SAGEMAKER");
    }

    @Test
    void aLogLevelOfTheJobsSilencesWhatIsBelow() {
        TestJob job = script("exit 3").hyperparameter("sagemaker_container_log_level", "40");

        assertThat(run(job)).isEqualTo(3);

        assertThat(job.log().text()).contains(" ERROR ").doesNotContain(" INFO ");
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
