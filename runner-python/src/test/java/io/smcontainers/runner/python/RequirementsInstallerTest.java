package io.smcontainers.runner.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.DependencyInstaller;
import io.smcontainers.spi.InstallStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsInstallerTest {
    @TempDir
    Path base;

    private final RequirementsInstaller installer = new RequirementsInstaller();

    @Test
    void installsRequirementsWithPipOfTheProgramsPython() {
        TestJob job = TestJob.running(base, "train.py").file("requirements.txt", "numpy\n");
        List<InstallStep> steps = installer.plan(job.build());
        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).description()).isEqualTo("requirements.txt");
        assertThat(steps.get(0).onFailure()).isEqualTo(ErrorCode.INSTALL_REQUIREMENTS_FAILED);
        assertThat(steps.get(0).attempts())
                .extracting(Command::argv)
                .containsExactly(List.of(python(), "-m", "pip", "install", "-r", "requirements.txt"));
    }

    @Test
    void keepsPipFromAskingAndComplaining() {
        assertThat(attempts(TestJob.running(base, "train.py")).get(0).environment())
                .containsEntry("PIP_NO_INPUT", "1")
                .containsEntry("PIP_ROOT_USER_ACTION", "ignore")
                .containsEntry("PIP_DISABLE_PIP_VERSION_CHECK", "1")
                .containsEntry("PIP_BREAK_SYSTEM_PACKAGES", "1")
                .containsEntry("PYTHONUNBUFFERED", "1")
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PIP_NO_INPUT",
                "PIP_ROOT_USER_ACTION",
                "PIP_DISABLE_PIP_VERSION_CHECK",
                "PIP_BREAK_SYSTEM_PACKAGES"
            })
    void leavesPipToAUserWhoSetIt(String variable) {
        TestJob job = TestJob.running(base, "train.py").variable(variable, "0");
        assertThat(attempts(job).get(0).environment())
                .doesNotContainKey(variable)
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-1-py3-none-any.whl", "a-1.tar.gz", "a-1.zip"})
    void triesPackagesInTheCodeFolderAloneThenBesideTheIndex(String file) {
        TestJob job = TestJob.running(base, "train.py").file("wheels/" + file);
        assertThat(attempts(job))
                .extracting(command -> command.argv().subList(4, command.argv().size()))
                .containsExactly(
                        List.of("--no-index", "--find-links", "wheels", "-r", "requirements.txt"),
                        List.of("--find-links", "wheels", "-r", "requirements.txt"));
        assertThat(attempts(job))
                .allSatisfy(command -> assertThat(command.environment()).hasSize(5));
    }

    @Test
    void doesNotTakeAnyFolderOfThatNameForPackages() {
        assertThat(attempts(TestJob.running(base, "train.py").file("wheels/car.csv")))
                .hasSize(1);
        assertThat(attempts(TestJob.running(base.resolve("2"), "train.py").file("wheels")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n", "# numpy\n   # torch\n\t\n"})
    void hasNothingToDoForRequirementsThatAskForNothing(String content) {
        TestJob job = new TestJob(base).file("requirements.txt", content);
        assertThat(installer.plan(job.build())).isEmpty();
    }

    @Test
    void hasNothingToDoWithoutRequirementsAtTheTop() {
        TestJob job = new TestJob(base).file("src/requirements.txt", "numpy");
        assertThat(installer.plan(job.build())).isEmpty();
    }

    @Test
    void takesRequirementsInAnyEncoding() throws Exception {
        TestJob job = TestJob.running(base, "train.sh");
        Files.write(job.codeDir().resolve("requirements.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0, '\n', 0});
        assertThat(installer.plan(job.build())).hasSize(1);
    }

    @Test
    void saysThatRequirementsNeedPythonWhateverTheProgram() {
        TestJob job = new TestJob(base).program("train.sh").file("requirements.txt", "numpy");
        assertThatThrownBy(() -> installer.plan(job.build()))
                .hasMessageStartingWith("requirements.txt needs Python, and this image has none")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(DependencyInstaller.class))
                .extracting(DependencyInstaller::id)
                .containsExactly("python-requirements");
    }

    private List<Command> attempts(TestJob job) {
        return installer
                .plan(job.file("requirements.txt", "numpy").build())
                .get(0)
                .attempts();
    }

    private String python() {
        return base.resolve("path/python3").toString();
    }
}
