package io.smcontainers.runner.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.InstallStep;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonRunnerTest {
    private static final String PACKAGE_TOML = "[build-system]\nrequires = ['setuptools']\n";

    @TempDir
    Path base;

    private final PythonRunner runner = new PythonRunner();

    @ParameterizedTest
    @CsvSource({
        "train.py, '', true",
        "src/train.py, '', true",
        "train, '', false",
        "train.sh, '', false",
        "train.jar, '', false",
        "com.example.Train, '', false",
        "train.py, setup.py, true",
        "train, setup.py, true",
        "pkg.train, setup.py, true",
        "train.sh, setup.py, false",
        "Train.java, setup.py, false",
        "app.jar, setup.py, false",
    })
    void supportsPythonFilesAndModulesOfPackages(String program, String file, boolean supported) {
        TestJob job = TestJob.running(base, program);
        if (!file.isEmpty()) {
            job.file(file);
        }
        assertThat(runner.supports(job.build()) instanceof Support.Yes).isEqualTo(supported);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[build-system]\n",
                "# ours\r\n\r\n[project]\r\n[build-system]\r\n",
                "[tool.black]\n [ build-system ] # x"
            })
    void takesScriptOfAProjectThatIsBuiltAsModuleOfItsPackage(String toml) {
        LaunchPlan plan = runner.plan(TestJob.running(base, "train.py")
                .file("train.py")
                .file("pyproject.toml", toml)
                .build());
        assertThat(plan.program().argv()).endsWith("-m", "train");
        assertThat(plan.install()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[tool.black]\nx = 1\n", "[tool.x.build-system]\n", "[project]\nname = 'x'"})
    void takesScriptOfAProjectThatIsNotBuiltAsScript(String toml) {
        LaunchPlan plan = runner.plan(TestJob.running(base, "train.py")
                .file("train.py")
                .file("pyproject.toml", toml)
                .build());
        assertThat(plan.program().argv()).endsWith("train.py").doesNotContain("-m");
        assertThat(plan.install()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"train", "train.py", "job.train"})
    void takesProgramThatIsNoFileForAModuleOfTheProject(String program) {
        LaunchPlan plan = runner.plan(TestJob.running(base, program)
                .file("pyproject.toml", "[project.scripts]\n")
                .file("src/train.py")
                .build());
        assertThat(plan.program().argv()).contains("-m");
        assertThat(plan.install()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "sagemaker_tensorflow_container.training:main, true",
        "mod:_func2, true",
        "mód.ül:größe, true",
        "my-runner, false",
        "pkg.mod, false",
        "pkg..mod:func, false",
        "pkg.mod:func(), false",
        "1pkg:func, false",
        "pkg:a:b, false",
    })
    void takesModuleAndFunctionAsFrameworkModule(String framework, boolean supported) {
        TestJob job = TestJob.running(base, "train.sh").variable("SAGEMAKER_TRAINING_MODULE", framework);
        assertThat(runner.supports(job.build()) instanceof Support.Yes).isEqualTo(supported);
    }

    @Test
    void saysWhyItDoesNotSupportAJob() {
        assertThat(runner.supports(new TestJob(base).build()))
                .asInstanceOf(type(Support.No.class))
                .extracting(Support.No::reason)
                .asString()
                .startsWith("no program is named");
        assertThat(runner.supports(TestJob.running(base, "train.sh").build()))
                .isEqualTo(Support.no("'train.sh' is not a Python program"));
        assertThat(runner.supports(TestJob.running(base, "train").build()))
                .isEqualTo(Support.no("'train' does not end in .py, and no setup.py or pyproject.toml in "
                        + base.resolve("code") + " describes a package"));
    }

    @Test
    void runsScriptWithArgumentsAndUnbufferedOutput() {
        LaunchPlan plan = runner.plan(TestJob.running(base, "src/train.py")
                .file("src/train.py")
                .hyperparameters("{\"lr\": \"0.1\", \"e\": \"2\"}")
                .build());
        assertThat(plan.program().argv()).containsExactly(python(), "src/train.py", "-e", "2", "--lr", "0.1");
        assertThat(plan.program().environment()).containsExactly(Map.entry("PYTHONUNBUFFERED", "1"));
        assertThat(plan.install()).isEmpty();
        assertThat(plan.notes()).containsExactly("Python is " + python() + " (python3 on PATH)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", ""})
    void leavesBufferingToAUserWhoSetIt(String value) {
        LaunchPlan plan = runner.plan(TestJob.running(base, "train.py")
                .file("train.py")
                .variable("PYTHONUNBUFFERED", value)
                .build());
        assertThat(plan.program().environment()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"train.py, train", "train, train", "pkg.train, pkg.train"})
    void installsPackageAndRunsItsModuleWhichNeedNotBeAFile(String program, String module) {
        LaunchPlan plan = runner.plan(TestJob.running(base, program)
                .file("setup.py")
                .hyperparameters("{\"lr\": 1}")
                .build());
        assertThat(plan.program().argv()).containsExactly(python(), "-m", module, "--lr", "1");
        InstallStep step = plan.install().get(0);
        assertThat(step.onFailure()).isEqualTo(ErrorCode.INSTALL_MODULE_FAILED);
        assertThat(step.attempts())
                .extracting(Command::argv)
                .containsExactly(
                        List.of(python(), "-m", "pip", "install", "."),
                        List.of(python(), "-m", "pip", "install", "--no-build-isolation", "."),
                        List.of(python(), "setup.py", "install"));
    }

    @Test
    void doesNotRunASetupScriptWherePyprojectSaysHowToBuild() {
        LaunchPlan plan = runner.plan(TestJob.running(base, "train")
                .file("setup.py")
                .file("pyproject.toml", PACKAGE_TOML)
                .build());
        assertThat(plan.install().get(0).attempts())
                .extracting(Command::argv)
                .containsExactly(
                        List.of(python(), "-m", "pip", "install", "."),
                        List.of(python(), "-m", "pip", "install", "--no-build-isolation", "."));
    }

    @Test
    void notesThatAModuleOfThePackageIsNoFile() {
        TestJob job = TestJob.running(base, "train.py").file("setup.py");
        assertThat(runner.plan(job.build()).notes())
                .contains("'train.py' is not in " + job.codeDir()
                        + ", so it is expected to be a module that the package installs");
        assertThat(runner.plan(job.file("train.py").build()).notes()).hasSize(1);
        assertThat(runner.plan(job.program("pkg.train").build()).notes()).hasSize(1);
    }

    @Test
    void triesPackagesInTheCodeFolderForThePackageToo() {
        LaunchPlan plan = runner.plan(TestJob.running(base, "train")
                .file("pyproject.toml", PACKAGE_TOML)
                .file("wheels/a-1-py3-none-any.whl")
                .build());
        assertThat(plan.install().get(0).attempts())
                .extracting(command -> command.argv().subList(4, command.argv().size()))
                .startsWith(
                        List.of("--no-index", "--find-links", "wheels", "."), List.of("--find-links", "wheels", "."));
    }

    @Test
    void runsEntryPointInSubfolderOfPackageAsScript() {
        LaunchPlan plan = runner.plan(TestJob.running(base, "pkg/train.py")
                .file("pyproject.toml", PACKAGE_TOML)
                .file("pkg/train.py")
                .build());
        assertThat(plan.program().argv()).containsExactly(python(), "pkg/train.py");
        assertThat(plan.install()).hasSize(1);
    }

    @Test
    void callsFrameworkFunctionWithoutArgumentsOrPackage() {
        LaunchPlan plan = runner.plan(TestJob.running(base, "train.py")
                .file("setup.py")
                .hyperparameters("{\"lr\": 1}")
                .variable("SAGEMAKER_TRAINING_MODULE", "pkg.mod:func")
                .build());
        List<String> argv = plan.program().argv();
        assertThat(argv).hasSize(4).startsWith(python(), "-c").endsWith("pkg.mod:func");
        assertThat(argv.get(2)).doesNotContain("\n").contains("importlib.import_module(module), function)()");
        assertThat(plan.install()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"train.py, ''", "pkg/train.py, setup.py"})
    void refusesAProgramThatIsNotThereBeforeItLooksForPython(String program, String file) {
        TestJob job = new TestJob(base).program(program).file("trian.py");
        if (!file.isEmpty()) {
            job.file(file);
        }
        assertThatThrownBy(() -> runner.plan(job.build()))
                .isInstanceOf(JobException.class)
                .hasMessageContaining(program)
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.MISSING_ENTRY_POINT);
    }

    @Test
    void refusesToPlanWhatItDoesNotSupportWithoutTellingVariables() {
        TestJob job = TestJob.running(base, "train.sh").variable("TOKEN", "secret");
        assertThatThrownBy(() -> runner.plan(job.build()))
                .hasMessageContaining("'train.sh' is not a Python program")
                .hasMessageNotContaining("secret")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void recognisesPythonErrors() {
        assertThat(runner.errorRecognizers()).isEqualTo(PythonErrors.RECOGNIZERS);
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(FrameworkRunner.class))
                .extracting(FrameworkRunner::id)
                .containsExactly("python");
        assertThat(runner.priority()).isZero();
    }

    private String python() {
        return base.resolve("path/python3").toString();
    }
}
