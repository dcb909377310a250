package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.RecognizedError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaErrorsTest {
    private static final String CHAIN = """
            Exception in thread "main" java.lang.IllegalStateException: cannot start
            \tat com.example.Train.main(Train.java:11)
            \tSuppressed: java.io.IOException: close failed
            \t\tat com.example.Reader.close(Reader.java:9)
            \tCaused by: java.io.IOException: suppressed, too
            \t\t... 1 more
            Caused by: java.io.UncheckedIOException: no data
            \tat com.example.Train.load(Train.java:19)
            \t... 1 more
            Caused by: java.io.FileNotFoundException: part-0.csv
            \tat java.base/java.io.FileInputStream.open0(Native Method)
            \tat app//com.example.Reader.read(Reader.java:25)
            \t... 2 more
            bye
            """;

    @Test
    void theInnermostCauseIsTheMessageAndTheOutermostItsContext() {
        RecognizedError error = surest(CHAIN);
        assertThat(error.message()).isEqualTo("java.io.FileNotFoundException: part-0.csv");
        assertThat(error.context()).isEqualTo("in java.lang.IllegalStateException: cannot start");
        assertThat(error.certainty()).isEqualTo(Certainty.UNCAUGHT);
        assertThat(error.lastLine()).isEqualTo(12);
    }

    @Test
    void itsOwnFramesComeFirstAndThoseOfSuppressedOnesAreNoneOfIts() {
        RecognizedError error = surest(CHAIN);
        assertThat(error.frames())
                .containsExactly(
                        new ErrorFrame("java.io.FileInputStream.open0(Native Method)", false),
                        new ErrorFrame("com.example.Reader.read(Reader.java:25)", true),
                        new ErrorFrame("com.example.Train.load(Train.java:19)", true),
                        new ErrorFrame("com.example.Train.main(Train.java:11)", true));
        assertThat(error.place())
                .get()
                .extracting(ErrorFrame::text)
                .isEqualTo("com.example.Reader.read(Reader.java:25)");
    }

    @Test
    void anOuterThatHasNoMessageOfItsOwnDoesNotRepeatItsCauses() {
        assertThat(surest("""
                        Exception in thread "main" java.lang.RuntimeException: java.io.IOException: x
                        \tat a.B.c(B.java:1)
                        Caused by: java.io.IOException: x
                        \t... 1 more
                        """).context()).isEqualTo("in java.lang.RuntimeException");
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.ClassNotFoundException: java.beans.PropertyChangeEvent, java.desktop",
        "java.lang.NoClassDefFoundError: java/sql/Driver, java.sql"
    })
    void ofAClassOfTheJdkThatIsNotThereTheModuleIsNamed(String error, String module) {
        assertThat(surest("Exception in thread \"main\" " + error + "\n\tat a.B.c(B.java:1)\n")
                        .message())
                .isEqualTo(error + "; this Java runs without its module, " + module
                        + ": put a JRE or JDK that has it into the image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.ClassNotFoundException: com.acme.Model",
                "java.lang.NoClassDefFoundError: Could not initialize class java.beans.Bean"
            })
    void ofAnyOtherClassNoModuleIsNamed(String error) {
        assertThat(surest("Exception in thread \"main\" " + error + "\n\tat a.B.c(B.java:1)\n")
                        .message())
                .isEqualTo(error);
    }

    @Test
    void aMessageMayHaveLines() {
        assertThat(surest(
                                "Exception in thread \"main\" a.BException: 2 problems:\n  one\n\n  two\n\tat a.B.c(B.java:1)\n")
                        .message())
                .isEqualTo("a.BException: 2 problems: one two");
        assertThat(surest("Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space\nbye\n")
                        .message())
                .isEqualTo("java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void whatTheProgramPrintsItselfIsLikelyOnly() {
        assertThat(surest("java.io.IOException: x\n\tat a.B.c(B.java:1)\n").certainty())
                .isEqualTo(Certainty.LIKELY);
        assertThat(surest("Exception in thread \"pool-1\" java.io.IOException: x\n\tat a.B.c(B.java:1)\n")
                        .certainty())
                .isEqualTo(Certainty.LIKELY);
    }

    @Test
    void thePythonExceptionOfPySparkIsTheMessage() {
        assertThat(surest("""
                        Exception in thread "main" org.apache.spark.SparkException: Job aborted
                        \tat org.apache.X.y(X.java:1)

                        Driver stacktrace:
                        \tat org.apache.X.z(X.java:2)
                        Caused by: org.apache.spark.api.python.PythonException: Traceback (most recent call last):
                          File "/opt/ml/code/train.py", line 6, in parse
                        ValueError: bad row

                        \tat org.apache.X.y(X.java:1)
                        """).message()).isEqualTo("org.apache.spark.api.python.PythonException: ValueError: bad row");
    }

    @Test
    void aCrashIsToldWithItsSignalAndItsFrame() {
        RecognizedError error = surest("""
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2
                #
                # JRE version: OpenJDK Runtime Environment (17.0.1)
                # Problematic frame:
                # C  [libfoo.so+0x123]  crash+0x10
                #
                """);
        assertThat(error.message())
                .isEqualTo(
                        "A fatal error has been detected by the Java Runtime Environment: SIGSEGV (0xb) at pc=0x00007f,"
                                + " pid=1, tid=2");
        assertThat(error.context()).isEqualTo("C  [libfoo.so+0x123]  crash+0x10");
    }

    @Test
    void whyAClassCannotBeStartedStandsBelow() {
        RecognizedError error = surest("""
                Error: LinkageError occurred while loading main class Train
                \tjava.lang.UnsupportedClassVersionError: Train has been compiled by a more recent version
                """);
        assertThat(error.message()).startsWith("java.lang.UnsupportedClassVersionError: Train");
        assertThat(error.context()).startsWith("Error: LinkageError");
        assertThat(surest(
                                "Error: Could not find or load main class x.Y\nCaused by: java.lang.ClassNotFoundException: x.Y\n")
                        .context())
                .isEqualTo("caused by java.lang.ClassNotFoundException: x.Y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: Unable to access jarfile model.jar | UNCAUGHT",
                "Error: Main method not found in class Train, please define | UNCAUGHT",
                "Unrecognized option: -Xfast | UNCAUGHT",
                "Terminating due to java.lang.OutOfMemoryError: Java heap space | UNCAUGHT",
                "Error: Could not create the Java Virtual Machine. | CONSEQUENCE",
                "error: compilation failed | CONSEQUENCE",
            })
    void aSingleLineIsTakenAsWhatItIs(String line, Certainty certainty) {
        assertThat(surest(line).certainty()).isEqualTo(certainty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "java.io.IOException: no frames", "\tat a.B.c(B.java:1)", "Error: x", "# comment", "a.b.C"})
    void otherLinesAreLeftAlone(String line) {
        assertThat(recognize(line)).isEmpty();
    }

    private static RecognizedError surest(String output) {
        return recognize(output).orElseThrow();
    }

    private static Optional<RecognizedError> recognize(String output) {
        List<String> lines = output.lines().toList();
        return JavaErrors.RECOGNIZERS.stream()
                .flatMap(recognizer -> recognizer.recognize(lines).stream())
                .max(Comparator.comparing(RecognizedError::certainty));
    }
}
