package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmSearchTest {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.running(base, "app.jar");
    }

    @Test
    void prefersTheChosenOneToAllOthers() {
        addAll();
        job.java("opt", "21.0.1", "").variable("SAGEMAKER_JAVA", base + "/opt/bin/java");
        assertFound("opt/bin/java", "SAGEMAKER_JAVA", "21.0.1");
    }

    @Test
    void takesTheFolderOfAJdkForItsCommand() {
        addAll();
        job.java("opt", "21.0.1", "").variable("SAGEMAKER_JAVA", base + "/opt");
        assertFound("opt/bin/java", "SAGEMAKER_JAVA", "21.0.1");
    }

    @Test
    void findsTheChosenOneOnPathByName() {
        addAll();
        job.executable("path/java21").variable("SAGEMAKER_JAVA", "java21");
        assertFound("path/java21", "SAGEMAKER_JAVA", "unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/java", "java99", "./java", "bin/java", "/proc"})
    void refusesAChoiceThatIsNotUsableThoughThereAreOthers(String choice) {
        addAll();
        job.variable("SAGEMAKER_JAVA", choice);
        assertThatThrownBy(this::find)
                .hasMessageStartingWith(
                        "environment variable SAGEMAKER_JAVA: '" + choice + "' is no executable file; expected")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
    }

    @Test
    void prefersJavaHomeToPath() {
        addAll();
        assertFound("home/bin/java", "JAVA_HOME", "17.0.2");
    }

    @Test
    void passesOverAHomeWithoutJavaAndSaysSo() {
        addAll();
        job.variable("JAVA_HOME", base + "/gone");
        assertFound("path/java", "java on PATH", "unknown");
        assertThat(new JvmSearch(job.build(), base.resolve("own")).note())
                .hasValue("JAVA_HOME is " + base + "/gone, which has no bin/java; passed over");
    }

    @Test
    void readsTheReleaseOfTheJdkThatALinkLeadsTo() throws Exception {
        job.java("jvm/17", "17.0.3", "java.base");
        Files.createDirectories(base.resolve("path"));
        Files.createSymbolicLink(base.resolve("path/java"), base.resolve("jvm/17/bin/java"));
        assertFound("path/java", "java on PATH", "17.0.3");
    }

    @Test
    void fallsBackToOurs() {
        job.variable("JAVA_HOME", "");
        assertFound("own/bin/java", "the runtime of train; the image has no Java", "17.0.15");
    }

    private void addAll() {
        job.java("home", "17.0.2", "").variable("JAVA_HOME", base + "/home").executable("path/java");
    }

    private Jvm find() {
        return new JvmSearch(job.build(), base.resolve("own")).find();
    }

    private void assertFound(String file, String origin, String version) {
        Jvm found = find();
        assertThat(found.executable()).isEqualTo(base.resolve(file));
        assertThat(found.origin()).isEqualTo(origin);
        assertThat(found.release().map(JavaRelease::version).orElse("unknown")).isEqualTo(version);
    }
}
