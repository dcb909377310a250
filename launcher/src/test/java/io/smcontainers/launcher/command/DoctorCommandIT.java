package io.smcontainers.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.launcher.TestJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** It starts a process to see whether that works. */
@Timeout(60)
class DoctorCommandIT {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.script(base, "exit 0\n");
    }

    @Test
    void anImageThatIsInOrder() {
        assertThat(doctor()).isZero();

        assertThat(job.stdout().text())
                .containsPattern("(?m)^OK    train       version .* on Java " + System.getProperty("java.version"))
                .containsPattern("(?m)^OK    processes   can be started$")
                .containsPattern("(?m)^WARN  start-up    no class archive: ")
                .containsPattern("(?m)^OK    runners     command \\(")
                .containsPattern(
                        "(?m)^OK    CPUs        " + Runtime.getRuntime().availableProcessors() + "$")
                .containsPattern("(?m)^OK    sh          /.*/sh$")
                .containsPattern("(?m)^OK    folders     " + base + "/model can be written to, \\d+ MiB free$")
                .containsPattern("(?m)^OK    job         train.sh on algo-1$")
                .containsPattern("(?m)^OK    java        .*java.*$")
                .contains("\nOK    plan        of the runner 'command'\n" + " ".repeat(18) + "run      " + base
                        + "/code/train.sh\n")
                .endsWith("\nA job could run here.\n");
    }

    @Test
    void aClassArchiveIsFound() throws IOException {
        Files.createFile(Files.createDirectory(base.resolve("lib")).resolve("train.jsa"));

        assertThat(doctor()).isZero();

        assertThat(job.stdout().text()).contains("OK    start-up    class archive " + base + "/lib/train.jsa\n");
    }

    @Test
    void whatIsMissingIsAWarning() throws IOException {
        job.variable("PATH", base.toString()).write("plugins/broken.jar", "no archive");

        assertThat(doctor()).isZero();

        assertThat(job.stdout().text())
                .contains(
                        "WARN  python3     not on PATH: Python programs cannot run, unless SAGEMAKER_PYTHON names one\n")
                .contains("WARN  sh          not on PATH: shell scripts cannot run\n")
                .contains("WARN  plugins     a broken plugin is left out: " + base
                        + "/plugins/broken.jar cannot be read: ");
    }

    @Test
    void anImageWithoutAJobIsInOrder() throws IOException {
        job.variable("SAGEMAKER_BASE_DIR", base + "/opt/ml");

        assertThat(doctor()).isZero();

        assertThat(job.stdout().text())
                .contains("WARN  folders     there is no " + base + "/opt/ml; SageMaker makes it when a job starts\n")
                .contains("OK    job         none here: there is no " + base + "/opt/ml/input/config\n");
    }

    @Test
    void aJobThatCouldNotRun() {
        job.write("input/config/resourceconfig.json", "{\"hosts\": 5}");

        assertThat(doctor()).isEqualTo(1);

        assertThat(job.stdout().text())
                .containsPattern("(?m)^FAIL  job         resourceconfig.json: 'current_host' is missing; .*\n {18}\\S")
                .endsWith("\nA job could NOT run here: see the lines marked FAIL.\n");
    }

    @Test
    void aJobWhoseCodeIsNotThereHasNoPlanYet() throws IOException {
        Files.delete(base.resolve("code/train.sh"));

        assertThat(doctor()).isZero();

        assertThat(job.stdout().text())
                .contains(
                        "OK    plan        none yet: there is no code in " + base + "/code; 'train env' fetches it\n");
    }

    @Test
    void aJobThatNobodyRunsCouldNotRun() {
        job.program("train.R");

        assertThat(doctor()).isEqualTo(1);

        assertThat(job.stdout().text()).contains("FAIL  plan        ").contains("'train.R'");
    }

    @Test
    void anImageWithoutJavaHasOurs() {
        job.variable("PATH", base.toString()).variable("JAVA_HOME", "");

        doctor();

        assertThat(job.stdout().text())
                .contains("OK    java        none in this image: JVM programs run on the runtime of train, "
                        + System.getProperty("java.home") + "\n");
    }

    @Test
    void theSameForPrograms() throws Exception {
        assertThat(doctor("--json")).isZero();
        JsonNode fine = JsonText.parse(job.stdout().text());
        assertThat(fine.path("canRun").booleanValue()).isTrue();
        assertThat(fine.path("checks").valueStream().map(check -> check.path("subject")
                        .textValue()))
                .containsSubsequence(List.of("train", "processes", "start-up", "runners", "CPUs", "folders", "job"));

        job.write("input/config/resourceconfig.json", "{}").stdout().reset();
        assertThat(doctor("--json")).isEqualTo(1);
        JsonNode broken = JsonText.parse(job.stdout().text());
        assertThat(broken.path("canRun").booleanValue()).isFalse();
        assertThat(broken.path("checks").valueStream()).anySatisfy(check -> {
            assertThat(check.path("status").textValue()).isEqualTo("FAIL");
            assertThat(check.path("subject").textValue()).isEqualTo("job");
            assertThat(check.path("finding").textValue()).contains("'hosts' is missing");
        });
    }

    private int doctor(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return LocalCommands.run(job.surroundings(), arguments);
    }
}
