package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.plugin.Plugin;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerChoiceTest {
    private static final Runner NO_PYTHON = new Runner("python", 0, Support.no("it is no Python program"));
    private static final Runner NO_JVM = new Runner("jvm", 0, Support.no("it is no jar"));
    private static final Runner ABLE = new Runner("able", 0, Support.yes());
    private static final Runner ABLE_TOO = new Runner("able-too", 0, Support.yes());
    private static final Runner EAGER = new Runner("eager", 5, Support.yes());
    private static final Runner EAGER_BUT_UNABLE = new Runner("unable", 9, Support.no("not today"));

    @TempDir
    Path base;

    private final List<String> warnings = new ArrayList<>();
    private TestJob job;

    /** A runner that says what a test wants it to say. */
    private record Runner(String id, int priority, Support support) implements FrameworkRunner {
        @Override
        public Support supports(TrainingJob job) {
            return support;
        }

        @Override
        public LaunchPlan plan(TrainingJob job) {
            return LaunchPlan.running(Command.of("true"));
        }
    }

    /** A runner that was built against something that is not there. */
    private static final class Broken implements FrameworkRunner {
        @Override
        public String id() {
            return "broken";
        }

        @Override
        public Support supports(TrainingJob job) {
            throw new NoClassDefFoundError("com/acme/Missing");
        }

        @Override
        public LaunchPlan plan(TrainingJob job) {
            throw new AssertionError("it never said yes");
        }
    }

    @BeforeEach
    void makeJob() {
        job = new TestJob(base).program("train.txt").code("train.txt", "");
    }

    @Test
    void theHighestPriorityWins() {
        assertChosen(EAGER, ABLE, EAGER, EAGER_BUT_UNABLE);
    }

    @Test
    void amongEqualsTheFirstByIdWins() {
        assertChosen(ABLE, ABLE_TOO, ABLE, NO_PYTHON);
    }

    @Test
    void theOneThatTheJobNamesByIdWins() {
        job.variable("SAGEMAKER_TRAINING_MODULE", "able-too");
        assertChosen(ABLE_TOO, ABLE, EAGER, ABLE_TOO);
    }

    @Test
    void theOneThatTheJobNamesByItsClassWins() {
        job.variable("SAGEMAKER_TRAINING_MODULE", CommandRunner.class.getName()).program("train.sh");
        CommandRunner command = new CommandRunner();
        assertChosen(command, EAGER, command, ABLE);
    }

    @Test
    void aFunctionOfPythonsIsForTheRunnersToTake() {
        job.variable("SAGEMAKER_TRAINING_MODULE", "pkg.mod:main");
        assertChosen(EAGER, ABLE, EAGER);
    }

    @Test
    void aNameThatIsNobodysListsAllIds() {
        job.variable("SAGEMAKER_TRAINING_MODULE", "pyhton");
        assertProblem(ErrorCode.INVALID_CONFIGURATION, ABLE, NO_PYTHON)
                .isEqualTo(
                        "environment variable SAGEMAKER_TRAINING_MODULE is 'pyhton'; expected a Python function as in"
                                + " 'pkg.mod:func', or the id or class name of a runner, one of [able, python]");
    }

    @Test
    void theNamedOneMustBeAbleToRunTheJob() {
        job.variable("SAGEMAKER_TRAINING_MODULE", "python");
        assertProblem(ErrorCode.INVALID_CONFIGURATION, ABLE, NO_PYTHON)
                .isEqualTo(
                        "environment variable SAGEMAKER_TRAINING_MODULE asks for the runner 'python', which cannot run"
                                + " this job: it is no Python program");
    }

    @Test
    void ifNobodyIsAbleTheUserReadsEveryReason() {
        assertProblem(ErrorCode.INVALID_CONFIGURATION, NO_PYTHON, NO_JVM)
                .isEqualTo("hyperparameters.json: 'sagemaker_program' is 'train.txt', which no runner takes:"
                        + "\n  python: it is no Python program\n  jvm: it is no jar");
    }

    @Test
    void theUserReadsWhereTheProgramsNameCameFrom() {
        job.variable("SAGEMAKER_PROGRAM", "train.txt");
        assertProblem(ErrorCode.INVALID_CONFIGURATION, NO_JVM)
                .startsWith("environment variable SAGEMAKER_PROGRAM is 'train.txt', which no runner takes:");
    }

    @Test
    void aRunnerThatFailsToAnswerCostsAWarningAndNotTheJob() {
        FrameworkRunner broken = new Broken();
        assertThat(new RunnerChoice(plugins(broken, ABLE), warnings::add).choose(job.build()))
                .isSameAs(ABLE);
        assertThat(warnings)
                .containsExactly("runner 'broken' in test is left out: it failed to say whether it supports the job:"
                        + " java.lang.NoClassDefFoundError: com/acme/Missing");
    }

    @Test
    void aFunctionThatNobodyTakesIsNamed() {
        TestJob nameless = new TestJob(base.resolve("other")).variable("SAGEMAKER_TRAINING_MODULE", "pkg.mod:main");
        job = nameless;
        assertProblem(ErrorCode.INVALID_CONFIGURATION, NO_JVM)
                .isEqualTo("environment variable SAGEMAKER_TRAINING_MODULE is 'pkg.mod:main', which no runner takes:"
                        + "\n  jvm: it is no jar");
    }

    @Test
    void aProgramThatIsNotThereMayBeATypingError() {
        job.program("trian.txt");
        assertProblem(ErrorCode.MISSING_ENTRY_POINT, NO_PYTHON)
                .isEqualTo("hyperparameters.json: 'sagemaker_program' is 'trian.txt', which is not in " + base
                        + "/code; did you mean 'train.txt'? The folder holds train.txt."
                        + "\nNo runner takes the job:\n  python: it is no Python program");
    }

    @Test
    void aJobWithoutAProgramIsToldSo() {
        job = new TestJob(base.resolve("other"));
        assertProblem(ErrorCode.MISSING_ENTRY_POINT, NO_PYTHON)
                .startsWith("hyperparameters.json: 'sagemaker_program' is missing, ")
                .endsWith("The folder is empty: is 'sagemaker_submit_directory' set?");
    }

    private void assertChosen(FrameworkRunner expected, FrameworkRunner... runners) {
        List<Plugin<FrameworkRunner>> shuffled = new ArrayList<>(plugins(runners));
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(new RunnerChoice(shuffled, warnings::add).choose(job.build()))
                    .isSameAs(expected);
        }
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertProblem(ErrorCode code, FrameworkRunner... runners) {
        JobException problem = catchThrowableOfType(
                JobException.class, () -> new RunnerChoice(plugins(runners), warnings::add).choose(job.build()));
        assertThat(problem.code()).isEqualTo(code);
        return assertThat(problem.getMessage());
    }

    private static List<Plugin<FrameworkRunner>> plugins(FrameworkRunner... runners) {
        return java.util.Arrays.stream(runners)
                .map(runner -> new Plugin<>(runner.id(), runner, "test"))
                .toList();
    }
}
