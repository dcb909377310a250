package io.smcontainers.runner.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.RecognizedError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTracebacksTest {
    private static final String TRACEBACK = """
            Traceback (most recent call last):
              File "/opt/ml/code/train.py", line 9, in <module>
                main()
              File "/opt/ml/code/train.py", line 6, in main
                json.loads(text)
                ^^^^^^^^^^^^^^^^
              File "/usr/lib/python3.11/json/__init__.py", line 346, in loads
                return _default_decoder.decode(s)
            ValueError: no JSON
            """;

    @Test
    void theExceptionIsTheMessageAndTheInnermostFrameComesFirst() {
        RecognizedError error = only(TRACEBACK);
        assertThat(error.message()).isEqualTo("ValueError: no JSON");
        assertThat(error.certainty()).isEqualTo(Certainty.UNCAUGHT);
        assertThat(error.firstLine()).isZero();
        assertThat(error.lastLine()).isEqualTo(8);
        assertThat(error.frames())
                .containsExactly(
                        new ErrorFrame(
                                "/usr/lib/python3.11/json/__init__.py, line 346, in loads: return _default_decoder.decode(s)",
                                false),
                        new ErrorFrame("train.py, line 6, in main: json.loads(text)", true),
                        new ErrorFrame("train.py, line 9, in <module>: main()", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/opt/conda/lib/python3.10/site-packages/torch/nn/modules/module.py",
                "/usr/lib/python3/dist-packages/numpy/core.py",
                "<frozen runpy>",
            })
    void librariesAreNotTheUsers(String file) {
        assertThat(only("Traceback (most recent call last):\n  File \"" + file + "\", line 1, in f\nKeyError: 3\n")
                        .frames())
                .extracting(ErrorFrame::isUsers)
                .containsExactly(false);
    }

    @Test
    void aTracebackMayBeIndentedOrFollowAProgressBar() {
        assertThat(only(TRACEBACK.indent(4)).message()).isEqualTo("ValueError: no JSON");
        assertThat(only(" 50%|#####     | 5/10 [00:00<00:00]" + TRACEBACK).frames())
                .hasSize(3);
    }

    @Test
    void linesOfOtherThreadsMayStandBetween() {
        assertThat(only(TRACEBACK.replace("    main()\n", "    main()\nepoch 3 is done\n")))
                .extracting(RecognizedError::message)
                .isEqualTo("ValueError: no JSON");
    }

    @Test
    void anExceptionMayHaveNoMessageAndAnyName() {
        assertThat(only("Traceback (most recent call last):\n  File \"t.py\", line 1, in <module>\nDiverged\n")
                        .message())
                .isEqualTo("Diverged");
        assertThat(only("Traceback (most recent call last):\nKeyboardInterrupt\n")
                        .certainty())
                .isEqualTo(Certainty.CONSEQUENCE);
    }

    @Test
    void aLogLineBelowFramesIsNoException() {
        assertThat(recognize("Traceback (most recent call last):\n  File \"t.py\", line 1, in <module>\nINFO: x\n"))
                .isEmpty();
    }

    @Test
    void theLastOfAChainIsTheErrorAndTheFirstOfTheExplicitOnesItsCause() {
        String chain = traceback("KeyError: 'lr'")
                + "\nThe above exception was the direct cause of the following exception:\n\n"
                + traceback("ConfigError: bad file")
                + "\nThe above exception was the direct cause of the following exception:\n\n"
                + traceback("RuntimeError: cannot start");
        RecognizedError error = only(chain);
        assertThat(error.message()).isEqualTo("RuntimeError: cannot start");
        assertThat(error.context()).isEqualTo("caused by KeyError: 'lr'");
        assertThat(error.frames()).hasSize(2);
    }

    @Test
    void whatWasBeingHandledIsTheContextOfAShortMessage() {
        String during = "\nDuring handling of the above exception, another exception occurred:\n\n";
        assertThat(only(traceback("KeyError: 'lr'") + during + traceback("TypeError: x"))
                        .context())
                .isEqualTo("while handling KeyError: 'lr'");
        assertThat(only(traceback("KeyError: 'lr'") + during + traceback("TypeError: " + "x".repeat(200)))
                        .context())
                .isEmpty();
    }

    @Test
    void anExceptionThatCameFromAnotherProcessIsToldOnceWithItsOwnFrames() {
        String pool = "multiprocessing.pool.RemoteTraceback: \n\"\"\"\n"
                + traceback("ValueError: x").replace("line 1", "line 77")
                + "\"\"\"\n\nThe above exception was the direct cause of the following exception:\n\n"
                + traceback("ValueError: x");
        RecognizedError error = only(pool);
        assertThat(error.context()).isEmpty();
        assertThat(error.place()).get().extracting(ErrorFrame::text).isEqualTo("train.py, line 77, in f");
    }

    @Test
    void tracebacksThatAreNotChainedAreTwoErrors() {
        assertThat(recognize(traceback("KeyError: 1") + "\nepoch 2\n" + traceback("KeyError: 2")))
                .extracting(RecognizedError::message)
                .containsExactly("KeyError: 1", "KeyError: 2");
    }

    @Test
    void aSyntaxErrorHasAPlaceButNoHeader() {
        RecognizedError error = only("  File \"/opt/ml/code/train.py\", line 3\n    def f(:\n          ^\n"
                + "SyntaxError: invalid syntax\n");
        assertThat(error.certainty()).isEqualTo(Certainty.UNCAUGHT);
        assertThat(error.place()).get().extracting(ErrorFrame::text).isEqualTo("train.py, line 3: def f(:");
    }

    @Test
    void aTracebackWhoseBeginningIsLostIsOneStill() {
        RecognizedError error = only("    main()\n  File \"t.py\", line 1, in main\n    f()\nKeyError: 'x'\n");
        assertThat(error.message()).isEqualTo("KeyError: 'x'");
        assertThat(error.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void aGroupNamesItsExceptionsAndTheFrameOfTheFirst() {
        RecognizedError error = only("""
                  + Exception Group Traceback (most recent call last):
                  |   File "/opt/ml/code/train.py", line 10, in <module>
                  |     check()
                  | ExceptionGroup: 2 problems (2 sub-exceptions)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "/opt/ml/code/train.py", line 5, in check
                    |     raise ValueError("a")
                    | ValueError: a
                    +---------------- 2 ----------------
                    | TypeError: b
                    +------------------------------------
                done
                """);
        assertThat(error.message()).isEqualTo("ExceptionGroup: 2 problems (2 sub-exceptions)");
        assertThat(error.context()).isEqualTo("ValueError: a; TypeError: b");
        assertThat(error.place())
                .get()
                .extracting(ErrorFrame::text)
                .isEqualTo("train.py, line 5, in check: raise ValueError(\"a\")");
        assertThat(error.lastLine()).isEqualTo(11);
    }

    @Test
    void aMessageThatGoesOnBelowIsReadToItsPoint() {
        assertThat(only(traceback("RuntimeError: Error(s) in loading state_dict for Net:\n\tMissing key: \"w\"\nbye"))
                        .message())
                .isEqualTo("RuntimeError: Error(s) in loading state_dict for Net: Missing key: \"w\"");
        assertThat(only(traceback("p.ValidationError: 1 validation error for Config\nlr\n  Input should be a number"))
                        .message())
                .isEqualTo("p.ValidationError: 1 validation error for Config lr Input should be a number");
        assertThat(only(traceback(
                                "InvalidArgumentError: Graph execution error:\n\nDetected at x\nNode: 'y'\nbad shape"))
                        .message())
                .isEqualTo("InvalidArgumentError: Graph execution error: bad shape");
    }

    @Test
    void theJavaExceptionOfPySparkIsTheCause() {
        assertThat(only(traceback("""
                        py4j.protocol.Py4JJavaError: An error occurred while calling o45.count.
                        : org.apache.spark.SparkException: Job aborted
                        \tat org.apache.X.y(X.java:1)
                        Caused by: java.io.EOFException: end
                        \t... 1 more""")).context()).isEqualTo("caused by java.io.EOFException: end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: ",
                "subprocess.CalledProcessError: Command 'x' returned non-zero exit status 1.",
                "torch.distributed.elastic.multiprocessing.api.SignalException: Process 7 got signal: 15",
                "RuntimeError: DataLoader worker (pid(s) 97) exited unexpectedly",
                "ConnectionResetError: [Errno 104] Connection reset by peer",
            })
    void anExceptionThatOnlyTellsOfAnotherIsAConsequence(String exception) {
        assertThat(only(traceback(exception)).certainty()).isEqualTo(Certainty.CONSEQUENCE);
    }

    @Test
    void anExceptionInAThreadDoesNotEndTheProgram() {
        assertThat(only("Exception in thread Thread-1 (f):\n" + traceback("KeyError: 1"))
                        .certainty())
                .isEqualTo(Certainty.LIKELY);
    }

    @Test
    void aCrashHasTheFramesOfItsThread() {
        List<RecognizedError> errors = new PythonCrashes().recognize("""
                Fatal Python error: Segmentation fault

                Thread 0x01 (most recent call first):
                  File "/usr/lib/python3.11/threading.py", line 1 in wait

                Current thread 0x02 (most recent call first):
                  File "/opt/ml/code/train.py", line 7 in native
                  File "/opt/ml/code/train.py", line 10 in <module>

                Extension modules: numpy
                """.lines().toList());
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.message()).isEqualTo("Fatal Python error: Segmentation fault");
            assertThat(error.frames())
                    .extracting(ErrorFrame::text)
                    .containsExactly("train.py, line 7, in native", "train.py, line 10, in <module>");
            assertThat(error.lastLine()).isEqualTo(7);
        });
    }

    private static String traceback(String exception) {
        return "Traceback (most recent call last):\n  File \"/opt/ml/code/train.py\", line 1, in f\n" + exception
                + "\n";
    }

    private static RecognizedError only(String output) {
        List<RecognizedError> errors = recognize(output);
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }

    private static List<RecognizedError> recognize(String output) {
        return new PythonTracebacks().recognize(output.lines().toList());
    }
}
