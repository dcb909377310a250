package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads first whose JVM program cannot start. */
class JvmFailureIT {
    @TempDir
    private Path base;

    @Test
    void aJarWithoutMainClass() {
        code().main("com.acme.Train", "").jar(src("app.jar"));
        assertFails("app.jar", 66)
                .isEqualTo("ConfigurationError: app.jar: META-INF/MANIFEST.MF has no Main-Class; expected the name of"
                        + " the class to run. Build the jar with one, or set the hyperparameter"
                        + " 'sagemaker_main_class' to one of com.acme.Train");
    }

    @Test
    void aJarThatIsNotThere() {
        code().main("com.acme.Train", "").jar(src("app.jar"));
        assertFails("apple.jar", 66)
                .isEqualTo("ConfigurationError: hyperparameters.json: 'sagemaker_program' is 'apple.jar', which is not"
                        + " in " + base + "/code; did you mean 'app.jar'? The folder holds app.jar.");
    }

    @Test
    void aBrokenJar() throws Exception {
        Path jar = code().main("Train", "").manifest("Main-Class", "Train").jar(src("app.jar"));
        byte[] all = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(all, all.length - 30));
        assertFails("app.jar", 65)
                .startsWith("DownloadError: app.jar in " + base + "/code is no jar that can be read (")
                .endsWith("; it has " + (all.length - 30) + " bytes); expected a zip archive."
                        + " Was it built and uploaded to its end?");
    }

    @Test
    void aClassWithATypo() {
        code().main("com.acme.Train", "").jar(src("lib/app.jar"));
        assertFails("com.acme.Trian", 66)
                .isEqualTo("ConfigurationError: hyperparameters.json: 'sagemaker_program' is 'com.acme.Trian', a class"
                        + " that is not on the class path; did you mean 'com.acme.Train'? Looked into " + base
                        + "/code, lib/app.jar.");
    }

    @Test
    void aClassThatIsNotThereAtAll() {
        assertFails("com.acme.Train", 66)
                .isEqualTo("ConfigurationError: hyperparameters.json: 'sagemaker_program' is 'com.acme.Train', a class"
                        + " that is not on the class path; Looked into " + base + "/code.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int x = \"1\";|Train.java:3: error: incompatible types: String cannot be converted to int",
                "int x = 1|Train.java:3: error: ';' expected",
                "int x = true; y();|Train.java:3: error: incompatible types: boolean cannot be converted to int"
                        + " (and 1 more error)",
                "nothing.here();|Train.java:3: error: cannot find symbol",
                "throw new Exception();|"
                        + "Train.java:3: error: unreported exception Exception; must be caught or declared to be thrown",
            })
    void aSourceFileThatDoesNotCompile(String line, String message) {
        JobFolder job = JobFolder.in(base).program("Train.java");
        job.source(
                "Train.java",
                "public class Train {\n    public static void main(String[] args) {\n        " + line + "\n    }\n}\n");
        Train.Result result = Train.built()
                .with("SAGEMAKER_JAVA", System.getProperty("java.home"))
                .on(job)
                .run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(job.failure()).startsWith("ExecuteUserScriptError:\nExitCode 1\nErrorMessage \"" + message + "\n");
    }

    @Test
    void optionsThatMakeNoSense() {
        code().main("Train", "").manifest("Main-Class", "Train").jar(src("app.jar"));
        JobFolder job = JobFolder.in(base).program("app.jar").hyperparameter("sagemaker_jvm_options", "Xmx2g");
        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(78);
        assertThat(job.failure())
                .isEqualTo("ConfigurationError: hyperparameters.json: 'sagemaker_jvm_options' is a list with 'Xmx2g';"
                        + " expected options of the java command, which start with '-', such as -Xmx4g");
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertFails(String program, int exitCode) {
        JobFolder job = JobFolder.in(base).program(program);
        Train.Result result = Train.built().on(job).run();
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(exitCode);
        return assertThat(job.failure());
    }

    private JavaCode code() {
        return new JavaCode(base.resolve("classes"));
    }

    private Path src(String name) {
        return base.resolve("src").resolve(name);
    }
}
