package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRunnerTest {
    private final CommandRunner runner = new CommandRunner();

    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = new TestJob(base);
    }

    @Test
    void standsBehindAllOthers() {
        assertThat(runner.id()).isEqualTo("command");
        assertThat(runner.priority()).isEqualTo(-100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "bin/train", "train.pl", "train.sh"})
    void takesAnyFile(String name) {
        job.program(name).code(name, "");
        assertThat(runner.supports(job.build())).isEqualTo(Support.yes());
    }

    @Test
    void takesAShellScriptThatIsMissingToSayThatItIs() {
        job.program("train.sh");
        assertThat(runner.supports(job.build())).isEqualTo(Support.yes());
        assertThatThrownBy(() -> runner.plan(job.build()))
                .hasMessageContaining("'sagemaker_program' is 'train.sh', which is not in " + base + "/code")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.MISSING_ENTRY_POINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.py", "Train.java", "train.jar"})
    void leavesSourcesThatTheSystemCannotStartToOthers(String name) {
        job.program(name).code(name, "");
        assertThat(runner.supports(job.build())).isEqualTo(no(name));
    }

    @Test
    void leavesAClassNameToOthers() {
        job.program("example.Train");
        assertThat(runner.supports(job.build())).isEqualTo(no("example.Train"));
    }

    @Test
    void leavesAFolderToOthers() {
        job.program("train").code("train/__init__", "");
        assertThat(runner.supports(job.build())).isEqualTo(no("train"));
    }

    @Test
    void takesNoJobWithoutAProgram() {
        assertThat(runner.supports(job.build())).isEqualTo(Support.no("the job names no program"));
    }

    @Test
    void runsTheFileItselfWithTheArguments() {
        job.program("bin/train.sh")
                .code("bin/train.sh", "")
                .hyperparameter("lr", "0.1")
                .hyperparameter("e", "5");

        LaunchPlan plan = runner.plan(job.build());

        Path file = base.resolve("code/bin/train.sh");
        assertThat(plan.program().argv()).containsExactly(file.toString(), "-e", "5", "--lr", "0.1");
        assertThat(plan.program().environment()).isEqualTo(Map.of());
        assertThat(plan.executables()).containsExactly(file);
        assertThat(plan.install()).isEmpty();
    }

    private Support no(String name) {
        return Support.no("'" + name + "' is neither a shell script nor an executable file in " + base + "/code");
    }
}
