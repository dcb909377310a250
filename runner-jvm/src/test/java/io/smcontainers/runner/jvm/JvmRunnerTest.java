package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmRunnerTest {
    @TempDir
    Path base;

    private final JvmRunner runner = new JvmRunner();
    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.running(base, "unnamed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.jar", "lib/train.jar", "Train.java", "com.example.Train", "example.MainKt", "a.B$C"})
    void takesWhatIsClearlyForAJvmWhetherItIsThereOrNot(String program) {
        assertTakes(program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.py", "train.sh", "train", "Train", "run.R", "bin/com.example.Train", "jar", "a..B"})
    void leavesOtherProgramsAlone(String program) {
        assertLeaves(program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Train", "com.example.Train", "notes.Rmd"})
    void leavesAFileOfThatNameToTheCommandRunner(String program) {
        job.file(program).file(ClassName.fileName(program));
        assertLeaves(program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "Train", "com.example.train", "a.B"})
    void takesAnyClassWhoseFileIsThere(String program) {
        job.file(ClassName.fileName(program));
        assertTakes(program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"any.jar", "lib/any.jar"})
    void takesACapitalisedNameWithoutPackageBesideAJar(String jar) {
        job.file(jar);
        assertTakes("Train");
        assertLeaves("train");
        assertLeaves("com.example.train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup.py", "pyproject.toml"})
    void leavesAModuleOfAPythonPackageToPython(String file) {
        job.file(file).file("any.jar");
        assertLeaves("com.example.Train");
        assertLeaves("Train");
        assertTakes("train.jar");
    }

    @Test
    void takesAClassBesideAPythonPackageIfItsFileIsThere() {
        job.file("setup.py").file("com/example/Train.class");
        assertTakes("com.example.Train");
    }

    @Test
    void leavesAJobThatAsksForAPythonFunction() {
        job.variable("SAGEMAKER_TRAINING_MODULE", "pkg.mod:func");
        assertLeaves("train.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "io.smcontainers.runner.jvm.JvmRunner"})
    void takesAnyClassNameIfTheJobAsksForThisRunner(String module) {
        job.variable("SAGEMAKER_TRAINING_MODULE", module).file("setup.py").file("train");
        assertTakes("train");
        assertTakes("com.example.train");
        assertLeaves("train model");
        assertLeaves("bin/train");
    }

    @Test
    void needsAProgram() {
        assertThat(runner.supports(new TestJob(base).build())).isEqualTo(Support.no("no program is named"));
    }

    @Test
    void refusesToPlanWhatItDoesNotSupport() {
        job.program("train.py");
        assertThatThrownBy(job::plan)
                .hasMessageContaining("'train.py'")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(FrameworkRunner.class))
                .extracting(FrameworkRunner::id)
                .containsExactly("jvm");
    }

    @Test
    void plansJvmOptionsClassPathProgramAndArguments() {
        new TestClasses(base.resolve("classes"))
                .main("com.acme.Train")
                .jar(job.codeDir().resolve("app.jar"));
        job.program("com.acme.Train")
                .hyperparameters("{\"sagemaker_jvm_options\": \"-Da='b c' -ea\", \"lr\": \"0.1\", \"name\": \"a b\"}");

        LaunchPlan plan = job.plan();

        String code = job.codeDir().toString();
        assertThat(plan.program().argv())
                .containsExactly(
                        base + "/own/bin/java",
                        "-XX:MaxRAMPercentage=75",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Da=b c",
                        "-ea",
                        "-cp",
                        code + ":" + code + "/app.jar",
                        "com.acme.Train",
                        "--lr",
                        "0.1",
                        "--name",
                        "a b");
        assertThat(plan.program().environment()).isEqualTo(Map.of("LC_CTYPE", "C.UTF-8"));
        assertThat(plan.notes())
                .containsExactly(
                        "Java is 17.0.15 at " + base + "/own/bin/java (the runtime of train; the image has no Java)");
        assertThat(plan.install()).isEmpty();
        assertThat(plan.executables()).isEmpty();
    }

    @Test
    void runsASourceFileAsItStands() {
        job.program("src/Train.java").file("src/Train.java");
        List<String> argv = job.plan().program().argv();
        assertThat(argv).endsWith("-cp", job.codeDir().toString(), "src/Train.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.jar", "Train.java"})
    void saysWhatIsThereIfAFileIsNot(String program) {
        job.program(program).file("my" + program);
        assertThatThrownBy(job::plan)
                .hasMessageStartingWith("environment variable SAGEMAKER_PROGRAM: it is '" + program
                        + "', which is not in " + job.codeDir() + "; did you mean 'my" + program + "'?")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.MISSING_ENTRY_POINT);
    }

    @Test
    void aSourceFileTakesAJdk() {
        job.java("own", "17.0.1", "java.base java.logging")
                .program("Train.java")
                .file("Train.java");
        assertThatThrownBy(job::plan)
                .hasMessage("'Train.java' is a Java source file, and the Java here is 17.0.1 at " + base
                        + "/own/bin/java (the runtime of train; the image has no Java), which has no compiler (module"
                        + " jdk.compiler); that takes a JDK, not just a JRE. Install a JDK in the image (it is found by"
                        + " JAVA_HOME or PATH; SAGEMAKER_JAVA names another), or compile the program and name its"
                        + " class or jar")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
    }

    @Test
    void aSourceFileTakesJava11() {
        job.java("own", "1.8.0_402", "").program("Train.java").file("Train.java");
        assertThatThrownBy(job::plan).hasMessageContaining("which runs no source files; that takes Java 11 or newer");
    }

    private void assertTakes(String program) {
        assertThat(runner.supports(job.program(program).build())).isEqualTo(Support.yes());
    }

    private void assertLeaves(String program) {
        assertThat(runner.supports(job.program(program).build()))
                .isEqualTo(Support.no(
                        "'" + program + "' is not a JVM program: expected a .jar, a .java file or a class name"));
    }
}
