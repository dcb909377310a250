package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.LaunchPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarProgramTest {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.running(base, "app.jar");
    }

    @Test
    void runsTheClassThatTheManifestNames() {
        classes()
                .main("com.acme.Train")
                .manifest("Main-Class", "com.acme.Train")
                .jar(code("app.jar"));
        assertThat(mainClass(job.plan())).isEqualTo("com.acme.Train");
    }

    @Test
    void theJobsMainClassBeatsTheManifests() {
        classes()
                .main("com.acme.Train")
                .main("com.acme.Other")
                .manifest("Main-Class", "com.acme.Train")
                .jar(code("app.jar"));
        job.hyperparameters("{\"sagemaker_main_class\": \"com.acme.Other\"}");
        assertThat(mainClass(job.plan())).isEqualTo("com.acme.Other");
    }

    @Test
    void findsTheMainClassInAJarOfTheManifestsClassPath() {
        classes().main("com.acme.Train").jar(base.resolve("elsewhere/more jars/train.jar"));
        new TestClasses(base.resolve("empty"))
                .manifest("Main-Class", "com.acme.Train")
                .manifest("Class-Path", "gone.jar ../elsewhere/more%20jars/train.jar http://example.com/x.jar")
                .jar(code("app.jar"));
        assertThat(mainClass(job.plan())).isEqualTo("com.acme.Train");
    }

    @Test
    void doesWhatDashJarReadsInTheManifest() {
        classes()
                .release("8")
                .main("Train")
                .manifest("Main-Class", "Train")
                .manifest("Add-Opens", "java.base/java.nio  java.base/java.util")
                .manifest("Add-Exports", "java.base/sun.nio.ch")
                .manifest("Enable-Native-Access", "ALL-UNNAMED")
                .manifest("Launcher-Agent-Class", "Agent")
                .jar(code("app.jar"));

        LaunchPlan on17 = job.plan();
        LaunchPlan on25 = job.java("own", "25", TestJob.MODULES).plan();
        LaunchPlan on8 = job.java("own", "1.8.0_402", "").plan();

        assertThat(on17.program().argv())
                .containsSequence(
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "-XX:MaxRAMPercentage=75");
        assertThat(on25.program().argv()).contains("--enable-native-access=ALL-UNNAMED");
        assertThat(on8.program().argv()).noneMatch(option -> option.startsWith("--"));
        assertThat(on17.notes())
                .contains("app.jar: the agent Agent (Launcher-Agent-Class) is not started;"
                        + " -javaagent in sagemaker_jvm_options starts one");
    }

    @Test
    void aJarWithoutMainClassNamesTheClassesThatHaveAMainMethod() {
        classes()
                .main("com.acme.Train")
                .main("com.acme.Evaluate")
                .source("com.acme.Model", "package com.acme; class Model {}")
                .jar(code("app.jar"));
        assertProblem(ErrorCode.MISSING_ENTRY_POINT)
                .hasMessage("app.jar: META-INF/MANIFEST.MF has no Main-Class; expected the name of the class to run."
                        + " Build the jar with one, or set the hyperparameter 'sagemaker_main_class' to one of"
                        + " com.acme.Evaluate, com.acme.Train");
    }

    @Test
    void aLibraryIsNoProgram() {
        classes().source("Model", "class Model {}").jar(code("app.jar"));
        assertProblem(ErrorCode.MISSING_ENTRY_POINT)
                .hasMessageEndingWith("or no class in it has a main method: is it a library?");
    }

    @Test
    void aMistypedMainClassOfTheManifestIsTold() {
        classes()
                .main("com.acme.Train")
                .manifest("Main-Class", "com.acme.Trian")
                .jar(code("app.jar"));
        assertProblem(ErrorCode.MISSING_ENTRY_POINT)
                .hasMessage("app.jar: Main-Class in META-INF/MANIFEST.MF is 'com.acme.Trian', a class that is not on"
                        + " the class path; did you mean 'com.acme.Train'? Looked into " + job.codeDir()
                        + ", app.jar.");
    }

    @Test
    void aMistypedMainClassOfTheJobIsTold() {
        classes()
                .main("com.acme.Train")
                .manifest("Main-Class", "com.acme.Train")
                .jar(code("app.jar"));
        job.hyperparameters("{\"sagemaker_main_class\": \"Train\"}");
        assertProblem(ErrorCode.MISSING_ENTRY_POINT)
                .hasMessageStartingWith("hyperparameters.json: 'sagemaker_main_class' is 'Train', a class that is not"
                        + " on the class path; did you mean 'com.acme.Train'?");
    }

    @Test
    void aTruncatedJarIsTold() throws Exception {
        Path jar = classes().main("Train").manifest("Main-Class", "Train").jar(code("app.jar"));
        byte[] all = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(all, all.length / 2));
        assertProblem(ErrorCode.INVALID_ARCHIVE)
                .hasMessageStartingWith("app.jar in " + job.codeDir() + " is no jar that can be read (")
                .hasMessageEndingWith("; it has " + all.length / 2 + " bytes); expected a zip archive."
                        + " Was it built and uploaded to its end?");
    }

    @Test
    void aManifestThatCannotBeReadIsTold() throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(code("app.jar")))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Main-Class Train\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertProblem(ErrorCode.INVALID_ARCHIVE)
                .hasMessageStartingWith(
                        "app.jar in " + job.codeDir() + " is no jar that can be read (META-INF/MANIFEST.MF: ");
    }

    @Test
    void anEmptyJarIsTold() {
        job.file("app.jar");
        assertProblem(ErrorCode.INVALID_ARCHIVE).hasMessageContaining("it has 0 bytes");
    }

    @Test
    void aMainClassThatNoClassCanHaveIsTold() {
        classes().main("Train").manifest("Main-Class", "Train").jar(code("app.jar"));
        job.hyperparameters("{\"sagemaker_main_class\": \"no class\"}");
        assertProblem(ErrorCode.INVALID_CONFIGURATION)
                .hasMessage("hyperparameters.json: 'sagemaker_main_class' is 'no class'; expected the name of a class,"
                        + " such as com.acme.Train");
    }

    private TestClasses classes() {
        return new TestClasses(base.resolve("classes"));
    }

    private Path code(String name) {
        return job.codeDir().resolve(name);
    }

    private static String mainClass(LaunchPlan plan) {
        return plan.program().argv().get(plan.program().argv().size() - 1);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertProblem(ErrorCode code) {
        var thrown = assertThatThrownBy(job::plan);
        thrown.extracting(e -> ((JobException) e).code()).isEqualTo(code);
        return thrown;
    }
}
