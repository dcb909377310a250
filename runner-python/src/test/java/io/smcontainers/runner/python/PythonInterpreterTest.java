package io.smcontainers.runner.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonInterpreterTest {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = new TestJob(base);
    }

    @Test
    void prefersTheChosenOneToAllOthers() {
        addAll();
        job.executable(base.resolve("opt/python9")).variable("SAGEMAKER_PYTHON", base + "/opt/python9");
        assertFound("opt/python9", "SAGEMAKER_PYTHON");
    }

    @Test
    void findsTheChosenOneOnPathByName() {
        addAll();
        job.executable(job.path().resolve("python3.12")).variable("SAGEMAKER_PYTHON", "python3.12");
        assertFound("path/python3.12", "SAGEMAKER_PYTHON");
    }

    @Test
    void prefersVirtualEnvironmentToConda() {
        addAll();
        assertFound("venv/bin/python", "bin/python in VIRTUAL_ENV");
    }

    @Test
    void prefersCondaToPath() {
        addAll();
        job.variable("VIRTUAL_ENV", base + "/gone");
        assertFound("conda/bin/python", "bin/python in CONDA_PREFIX");
    }

    @Test
    void prefersPython3ToPython() {
        job.executable(job.path().resolve("python3")).executable(job.path().resolve("python"));
        assertFound("path/python3", "python3 on PATH");
    }

    @Test
    void fallsBackToPython() {
        job.executable(job.path().resolve("python")).variable("VIRTUAL_ENV", "");
        assertFound("path/python", "python on PATH");
    }

    @Test
    void keepsTheLinkThatMakesAVirtualEnvironment() throws Exception {
        job.executable(base.resolve("usr/python3")).variable("VIRTUAL_ENV", base + "/venv");
        Files.createDirectories(base.resolve("venv/bin"));
        Files.createSymbolicLink(base.resolve("venv/bin/python"), base.resolve("usr/python3"));
        assertFound("venv/bin/python", "bin/python in VIRTUAL_ENV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/python", "python9", "./python3", "bin/python3", "/"})
    void refusesAChoiceThatIsNotUsableThoughThereAreOthers(String choice) {
        addAll();
        job.variable("SAGEMAKER_PYTHON", choice);
        assertUnavailable()
                .hasMessageStartingWith(
                        "environment variable SAGEMAKER_PYTHON: '" + choice + "' is no executable file; expected");
    }

    @Test
    void saysWhatWasLookedForAndWhatToDo() {
        job.variable("VIRTUAL_ENV", "/venv");
        assertUnavailable()
                .hasMessage("train.py needs Python, and this image has none: looked for /venv/bin/python (VIRTUAL_ENV),"
                        + " then python3 and python on PATH (" + job.path() + ")."
                        + " Install python3 in the image, or set SAGEMAKER_PYTHON to the path of an interpreter");
    }

    private void addAll() {
        job.executable(base.resolve("venv/bin/python")).variable("VIRTUAL_ENV", base + "/venv");
        job.executable(base.resolve("conda/bin/python")).variable("CONDA_PREFIX", base + "/conda");
        job.executable(job.path().resolve("python3")).executable(job.path().resolve("python"));
    }

    private void assertFound(String file, String origin) {
        assertThat(PythonInterpreter.find(job.build(), "train.py"))
                .isEqualTo(new PythonInterpreter(base.resolve(file), origin));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertUnavailable() {
        var thrown = assertThatThrownBy(() -> PythonInterpreter.find(job.build(), "train.py"));
        thrown.extracting(e -> ((JobException) e).code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        return thrown;
    }
}
