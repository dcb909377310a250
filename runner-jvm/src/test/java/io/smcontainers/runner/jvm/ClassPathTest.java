package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.spi.LaunchPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.running(base, "z.jar");
        new TestClasses(base.resolve("classes"))
                .main("Train")
                .manifest("Main-Class", "Train")
                .jar(job.codeDir().resolve("z.jar"));
    }

    @Test
    void hasCodeFolderThenProgramThenJarsThenLibThenTheJobsThenTheImages() {
        job.file("b.jar")
                .file("a.jar")
                .file("lib/d.jar")
                .file("lib/c.jar")
                .file("lib/x.txt")
                .file("more/e.jar");
        job.hyperparameters("{\"sagemaker_class_path\": \"[\\\"more/e.jar\\\", \\\"more/*\\\", \\\"/opt/f.jar\\\"]\"}")
                .variable("CLASSPATH", "g.jar::/opt/h/*:" + job.codeDir().resolve("a.jar"));

        String code = job.codeDir().toString();
        assertThat(entries(job.plan()))
                .containsExactly(
                        code,
                        code + "/z.jar",
                        code + "/a.jar",
                        code + "/b.jar",
                        code + "/lib/c.jar",
                        code + "/lib/d.jar",
                        code + "/more/e.jar",
                        code + "/more/*",
                        "/opt/f.jar",
                        code + "/g.jar",
                        "/opt/h/*");
    }

    @Test
    void saysWhatTheJobAddsThatIsNotThere() {
        job.file("more/e.jar").hyperparameters("{\"sagemaker_class_path\": \"more/e.jar:more/*:gone.jar:gone/*\"}");
        assertThat(job.plan().notes())
                .filteredOn(note -> note.startsWith("class path"))
                .containsExactly(
                        "class path: 'sagemaker_class_path' names gone.jar, which is not there",
                        "class path: 'sagemaker_class_path' names gone/*, which is not there");
    }

    @Test
    void endsWithOurLibraryIfTheJobAsksForIt() {
        assertThat(entries(job.plan())).hasSize(2);

        job.hyperparameters("{\"sagemaker_add_core\": \"true\"}").variable("CLASSPATH", "/opt/x.jar");
        List<String> entries = entries(job.plan());

        assertThat(entries).hasSize(8);
        assertThat(entries.get(2)).isEqualTo("/opt/x.jar");
        assertThat(entries.subList(4, 8)).allMatch(entry -> entry.contains("jackson-"));
    }

    @Test
    void cannotHaveOurLibraryOnAnOldJava() {
        job.java("own", "11.0.2", "").hyperparameters("{\"sagemaker_add_core\": true}");
        assertThatThrownBy(job::plan)
                .hasMessageStartingWith("hyperparameters.json: 'sagemaker_add_core' is true, which takes Java 17 or"
                        + " newer, and the Java here is 11.0.2 at ");
    }

    @Test
    void mustBeAListOrAString() {
        job.hyperparameters("{\"sagemaker_class_path\": \"true\"}");
        assertThatThrownBy(job::plan)
                .hasMessage("hyperparameters.json: 'sagemaker_class_path' is true; expected a JSON list of paths, or a"
                        + " string with ':' between them");
    }

    private static List<String> entries(LaunchPlan plan) {
        List<String> argv = plan.program().argv();
        return Arrays.asList(argv.get(argv.indexOf("-cp") + 1).split(":"));
    }
}
