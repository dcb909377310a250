package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {
    private static final String HEAP = "-XX:MaxRAMPercentage=75";
    private static final String EXIT = "-XX:+ExitOnOutOfMemoryError";

    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.running(base, "Train.java").file("Train.java");
    }

    @Test
    void fitAContainerByDefault() {
        assertThat(options()).containsExactly(HEAP, EXIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx2g", "-XX:MaxHeapSize=1g", "-XX:MaxRAMPercentage=50", "-XX:MaxRAMFraction=2"})
    void leaveTheHeapToTheUserWhoSetsIt(String option) {
        assertThat(options(option)).containsExactly(EXIT, option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:-ExitOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "-XX:+CrashOnOutOfMemoryError"})
    void leaveTheEndOfMemoryToTheUserWhoSetsIt(String option) {
        assertThat(options(option)).containsExactly(HEAP, option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void leaveToVariablesWhatTheySet(String variable) {
        job.variable(variable, "-Da=b -Xmx2g");
        assertThat(options("-ea")).containsExactly(EXIT, "-ea");
    }

    @Test
    void writeTheHeapToTheOutputIfAsked() {
        String dump = "-XX:+HeapDumpOnOutOfMemoryError";
        String path = "-XX:HeapDumpPath=" + base + "/output/data";
        assertThat(heapDump("true")).containsExactly(HEAP, EXIT, dump, path);
        assertThat(heapDump("True")).containsExactly(HEAP, EXIT, dump, path);
        assertThat(heapDump("false")).containsExactly(HEAP, EXIT);
        assertThat(heapDump("False")).containsExactly(HEAP, EXIT);
        job.variable("JAVA_TOOL_OPTIONS", "-XX:HeapDumpPath=/scratch");
        assertThat(heapDump("true")).containsExactly(HEAP, EXIT, dump);
        job.variable("JAVA_TOOL_OPTIONS", "-XX:-HeapDumpOnOutOfMemoryError");
        assertThat(heapDump("true")).containsExactly(HEAP, EXIT, path);
    }

    @Test
    void aFlagThatIsNeitherTrueNorFalseIsTold() {
        assertThatThrownBy(() -> heapDump("yes"))
                .hasMessage("hyperparameters.json: 'sagemaker_heap_dump' is 'yes'; expected true or false");
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_151,false", "1.8.0_191,true", "1.8.0_402-b06,true", "1.8.0,false", "9,true", "25,true"})
    void knowWhatOldJavaDoesNotKnow(String version, boolean known) {
        job.java("own", version, "").program("Train");
        new TestClasses(job.codeDir()).release("8").main("Train").compile();
        assertThat(options().contains(HEAP)).isEqualTo(known);
    }

    @Test
    void mayBeAListOrAStringQuotedAsForAShell() {
        List<String> expected = List.of(HEAP, EXIT, "-Da=b c", "-ea");
        assertThat(parameter("[\"-Da=b c\", \"-ea\"]")).isEqualTo(expected);
        assertThat(parameter("-Da='b c' -ea")).isEqualTo(expected);
        assertThat(parameter("\"-Da='b c' -ea\"")).isEqualTo(expected);
    }

    @Test
    void mayHaveValuesOfTheirOwn() {
        assertThat(parameter("--add-modules jdk.incubator.vector --add-opens java.base/java.nio=ALL-UNNAMED @file"))
                .endsWith(
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--add-opens",
                        "java.base/java.nio=ALL-UNNAMED",
                        "@file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "-Xmx2g ea | a list with 'ea'; expected options of the java command, which start with '-', such as -Xmx4g",
                "-cp x | a list with '-cp'; the class path goes into 'sagemaker_class_path', the program into 'sagemaker_program'",
                "--class-path=x | a list with '--class-path=x'; the class path goes into 'sagemaker_class_path', the program into 'sagemaker_program'",
                "-jar x | a list with '-jar'; the class path goes into 'sagemaker_class_path', the program into 'sagemaker_program'",
                "-Da='b | \"-Da='b\"; the quote ' is not closed",
                "7 | 7; expected a JSON list of options, or a string of them quoted as for a shell",
                "[\"-ea\", 7] | [\"-ea\",7]; expected a JSON list of options, or a string of them quoted as for a shell",
                "{\"a\": 1} | {\"a\":1}; expected a JSON list of options, or a string of them quoted as for a shell"
            })
    void areToldIfTheyMakeNoSense(String value, String problem) {
        assertThatThrownBy(() -> parameter(value))
                .hasMessage("hyperparameters.json: 'sagemaker_jvm_options' is " + problem)
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    }

    private List<String> heapDump(String value) {
        job.hyperparameters("{\"sagemaker_heap_dump\": \"" + value + "\"}");
        return options();
    }

    private List<String> parameter(String value) {
        job.hyperparameters(
                "{\"sagemaker_jvm_options\": \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        return options();
    }

    private List<String> options(String option) {
        return parameter(option);
    }

    private List<String> options() {
        List<String> argv = job.plan().program().argv();
        return argv.subList(1, argv.indexOf("-cp"));
    }
}
