package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JVM runs the program: a JDK stands in different places, under which it tells its home. */
class JvmChoiceIT {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path base;

    private JobFolder job;
    private Path empty;

    @BeforeEach
    void makeJob() throws IOException {
        empty = Files.createDirectories(base.resolve("empty"));
        new JavaCode(base.resolve("classes"))
                .main("Train", "System.out.println(System.getProperty(\"java.home\"));")
                .manifest("Main-Class", "Train")
                .jar(base.resolve("src/app.jar"));
        job = JobFolder.in(base).program("app.jar");
    }

    @Test
    void theChosenOneBeatsJavaHomeAndPath() throws IOException {
        Train train = Train.built()
                .with("SAGEMAKER_JAVA", JDK + "/bin/java")
                .with("JAVA_HOME", ours().toString())
                .with("PATH", ours() + "/bin");
        assertRuns(train, JDK, JDK + "/bin/java (SAGEMAKER_JAVA)");
    }

    @Test
    void theChosenOneMayBeAFolder() {
        assertRuns(Train.built().with("SAGEMAKER_JAVA", JDK.toString()), JDK, JDK + "/bin/java (SAGEMAKER_JAVA)");
    }

    @Test
    void javaHomeBeatsPath() {
        Train train = Train.built().with("JAVA_HOME", JDK.toString()).with("PATH", ours() + "/bin");
        assertRuns(train, JDK, JDK + "/bin/java (JAVA_HOME)");
    }

    @Test
    void javaOnPathBeatsOursThoughALinkLeadsToIt() throws IOException {
        Path path = Files.createDirectories(base.resolve("path"));
        Files.createSymbolicLink(path.resolve("java"), JDK.resolve("bin/java"));
        assertRuns(Train.built().with("PATH", path.toString()), JDK, path + "/java (java on PATH)");
    }

    @Test
    void anImageWithoutJavaHasOurs() {
        assertRuns(
                Train.built().with("PATH", empty.toString()),
                ours(),
                ours() + "/bin/java (the runtime of train; the image has no Java)");
    }

    @Test
    void aRuntimeThatWasDeletedToSaveSpaceIsNotMissed() throws Exception {
        Path home = base.resolve("home");
        copy(Train.home().resolve("bin"), home.resolve("bin"));
        copy(Train.home().resolve("lib"), home.resolve("lib"));
        Train train = Train.at(home.resolve("bin/train"))
                .with("JAVA_HOME", JDK.toString())
                .with("PATH", "/usr/bin:/bin");
        assertRuns(train, JDK, JDK + "/bin/java (JAVA_HOME)");
    }

    @Test
    void aClassThatIsTooNewIsToldBeforeTheStart() throws IOException {
        // A JDK that says that it is older than it is.
        Path old = Files.createDirectories(base.resolve("old"));
        Files.createDirectories(old.resolve("bin"));
        Files.copy(ours().resolve("bin/java"), old.resolve("bin/java"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        Train.Result result =
                Train.built().with("SAGEMAKER_JAVA", old.toString()).on(job).run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure())
                .isEqualTo("ConfigurationError: Train in " + base + "/code/app.jar was compiled for Java 17 (class file"
                        + " version 61), and the Java here is 11.0.2 at " + old + "/bin/java (SAGEMAKER_JAVA). Install"
                        + " Java 17 or newer in the image (it is found by JAVA_HOME or PATH; SAGEMAKER_JAVA names"
                        + " another), or compile with --release 11");
    }

    @Test
    void aModuleThatOursLacksIsToldBeforeTheStart() {
        new JavaCode(base.resolve("sql"))
                .main("Train", "System.out.println(java.sql.DriverManager.getDrivers());")
                .manifest("Main-Class", "Train")
                .jar(base.resolve("src/app.jar"));

        Train.Result result =
                Train.built().with("PATH", empty.toString()).on(job).run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure())
                .startsWith("ConfigurationError: Train in " + base + "/code/app.jar needs the module java.sql (it uses"
                        + " java.sql.DriverManager), which the Java here does not have: ");
    }

    @Test
    void aSourceFileNeedsACompilerWhichOursHasNot() {
        job.program("Train.java").source("Train.java", "class Train {}");

        Train.Result result =
                Train.built().with("PATH", empty.toString()).on(job).run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure()).contains("'Train.java' is a Java source file", "takes a JDK, not just a JRE");
    }

    private void assertRuns(Train train, Path home, String described) {
        Train.Result result = train.on(job).run();
        assertThat(result.stdout()).as(result.stderr()).isEqualTo(home + "\n");
        assertThat(result.stderr()).contains("Java is " + version(home) + " at " + described);
    }

    private static Path ours() {
        return WarmTree.home().resolve("runtime");
    }

    private static String version(Path home) {
        Properties release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        assertThat(new ProcessBuilder("cp", "-R", from + "/.", to.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
