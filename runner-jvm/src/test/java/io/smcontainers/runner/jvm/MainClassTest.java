package io.smcontainers.runner.jvm;

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

/** A class named as the program: where it is found, and what is known against it before it starts. */
class MainClassTest {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.running(base, "com.acme.Train");
    }

    @Test
    void isFoundInTheCodeFolder() {
        new TestClasses(job.codeDir()).main("com.acme.Train").compile();
        assertRuns();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code/app.jar", "code/lib/app.jar", "code/lib/APP.JAR"})
    void isFoundInJars(String jar) {
        classes().main("com.acme.Train").jar(base.resolve(jar));
        assertRuns();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"gone\", \"dist/app.jar\"]", "gone:dist/*", "dist/app.jar"})
    void isFoundWhereTheJobAddsToTheClassPath(String value) {
        classes().main("com.acme.Train").jar(job.codeDir().resolve("dist/app.jar"));
        job.hyperparameters("{\"sagemaker_class_path\": \"" + value.replace("\"", "\\\"") + "\"}");
        assertRuns();
    }

    @Test
    void isFoundWhereTheImageAddsToTheClassPath() {
        classes().main("com.acme.Train").jar(base.resolve("image/app.jar"));
        job.variable("CLASSPATH", ":" + base + "/image/*:");
        assertRuns();
    }

    @Test
    void aBrokenJarOnTheWayIsPassedOverAsTheJvmDoes() {
        classes().main("com.acme.Train").jar(job.codeDir().resolve("lib/b.jar"));
        job.file("lib/a.jar", "no jar");
        assertRuns();
    }

    @Test
    void aTypoIsToldWithWhatIsThere() {
        classes().main("com.acme.Train").jar(job.codeDir().resolve("lib/b.jar"));
        job.program("com.acme.Trane").file("lib/a.jar", "no jar");
        assertProblem(ErrorCode.MISSING_ENTRY_POINT)
                .hasMessageStartingWith("environment variable SAGEMAKER_PROGRAM is 'com.acme.Trane', a class that is"
                        + " not on the class path; did you mean 'com.acme.Train'? Looked into " + job.codeDir()
                        + ", lib/a.jar, lib/b.jar. No jar that can be read: a.jar (");
    }

    @Test
    void theSameNameInAnotherPackageIsTheLikelierOne() {
        new TestClasses(job.codeDir())
                .main("org.other.Train")
                .main("com.acme.Brain")
                .compile();
        assertProblem(ErrorCode.MISSING_ENTRY_POINT).hasMessageContaining("did you mean 'org.other.Train'?");
    }

    @Test
    void aClassPathOfManyJarsIsNotListedToItsEnd() {
        for (int i = 10; i < 30; i++) {
            job.file("lib/" + i + ".jar");
        }
        assertProblem(ErrorCode.MISSING_ENTRY_POINT)
                .hasMessageContaining("; Looked into " + job.codeDir() + ", lib/10.jar, ")
                .hasMessageContaining("lib/16.jar and 13 more.");
    }

    @Test
    void aClassForANewerJavaIsTold() {
        classes().main("com.acme.Train").jar(job.codeDir().resolve("app.jar"));
        job.java("own", "11.0.2", TestJob.MODULES);
        assertProblem(ErrorCode.DEPENDENCY_UNAVAILABLE)
                .hasMessage("com.acme.Train in " + job.codeDir() + "/app.jar was compiled for Java 17 (class file"
                        + " version 61), and the Java here is 11.0.2 at " + base + "/own/bin/java (the runtime of"
                        + " train; the image has no Java). Install Java 17 or newer in the image (it is found by"
                        + " JAVA_HOME or PATH; SAGEMAKER_JAVA names another), or compile with --release 11");
    }

    @Test
    void aJavaOfUnknownVersionIsLeftToSayItself() throws Exception {
        classes().main("com.acme.Train").jar(job.codeDir().resolve("app.jar"));
        Files.delete(base.resolve("own/release"));
        assertRuns();
        assertThat(job.plan().notes())
                .containsExactly("Java is of unknown version at " + base
                        + "/own/bin/java (the runtime of train; the image has no Java)");
    }

    @Test
    void aModuleThatTheProgramsModuleRequiresMustBeThere() {
        classes()
                .source("module-info", "module acme { requires java.sql; requires static java.desktop; }")
                .main("com.acme.Train")
                .jar(job.codeDir().resolve("app.jar"));
        assertRuns();
        job.java("own", "17", "java.base java.logging");
        assertProblem(ErrorCode.DEPENDENCY_UNAVAILABLE)
                .hasMessage("com.acme.Train in " + job.codeDir() + "/app.jar needs the module java.sql (its module"
                        + " requires it), which the Java here does not have: 17 at " + base + "/own/bin/java (the"
                        + " runtime of train; the image has no Java). Install a JRE or JDK with all modules in the"
                        + " image (it is found by JAVA_HOME or PATH; SAGEMAKER_JAVA names another)");
    }

    @Test
    void aModuleWhoseClassesTheMainClassUsesMustBeThere() {
        classes()
                .main("com.acme.Train", "java.sql.DriverManager.getConnection(\"x\");")
                .jar(job.codeDir().resolve("app.jar"));
        assertRuns();
        job.java("own", "17", "java.base java.logging");
        assertProblem(ErrorCode.DEPENDENCY_UNAVAILABLE)
                .hasMessageContaining("needs the module java.sql (it uses java.sql.DriverManager)");
    }

    @Test
    void aClassFileThatIsNoneIsTold() {
        job.file("com/acme/Train.class", "public class Train {}");
        assertProblem(ErrorCode.INVALID_ARCHIVE)
                .hasMessage(
                        job.codeDir() + "/com/acme/Train.class is no class file that can be read: it is no class file");
    }

    @Test
    void anEmptyClassFileIsTold() {
        job.file("com/acme/Train.class", "");
        assertProblem(ErrorCode.INVALID_ARCHIVE).hasMessageContaining("no class file that can be read");
    }

    private TestClasses classes() {
        return new TestClasses(base.resolve("classes"));
    }

    private void assertRuns() {
        assertThat(job.plan().program().argv()).last().isEqualTo("com.acme.Train");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertProblem(ErrorCode code) {
        var thrown = assertThatThrownBy(job::plan);
        thrown.extracting(e -> ((JobException) e).code()).isEqualTo(code);
        return thrown;
    }
}
