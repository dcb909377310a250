package io.smcontainers.runner.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.smcontainers.spi.RecognizedError;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonErrorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ValueError: bad learning rate",
                "ValueError: ",
                "ValueError",
                "KeyError: 'lr'",
                "KeyError: 3",
                "Exception: boom",
                "AssertionError",
                "KeyboardInterrupt",
                "SystemExit: 2",
                "StopIteration",
                "SyntaxError: invalid syntax",
                "FileNotFoundError: [Errno 2] No such file or directory: '/opt/ml/x'",
                "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB",
                "tensorflow.python.framework.errors_impl.ResourceExhaustedError: Graph execution error:",
                "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
                "subprocess.TimeoutExpired: Command '['sleep']' timed out after 1 seconds",
                "queue.Empty: nothing",
                "zlib.error: Error -3 while decompressing data",
                "socket.gaierror: [Errno -2] Name or service not known",
                "socket.timeout: timed out",
                "f.<locals>.TrainingError: x",
                "my_pkg.errors.Diverged: loss is nan",
                "_pickle.PicklingError: Can't pickle",
                "UnicodeDecodeError: 'utf-8' codec can't decode \u2028 byte",
                "train.py: error: unrecognized arguments: --lrr 1",
                "src/train.py: error: the following arguments are required: --lr",
                "python3 -m train: error: unrecognized arguments: --lrr 1",
                "/usr/bin/python3: No module named trian",
                "/usr/bin/python3.11: can't open file '/opt/ml/code/x.py': [Errno 2] No such file or directory",
                "/usr/bin/python: Error while finding module specification for 'a.b' (ModuleNotFoundError: No module named 'a')",
                "Fatal Python error: Segmentation fault",
            })
    void recognisesWhatPythonEndsWith(String line) {
        assertThat(causes(line)).contains(line.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FutureWarning: will go away",
                "INFO: started",
                "ERROR: cannot connect",
                "epoch: 3",
                "Epoch: 3",
                "Accuracy: 0.93",
                "DataLoader: 4 workers",
                "MeanSquaredError: 0.25",
                "TrainError: 1.5e-3",
                "TestError: 12%",
                "Validation Error: 3",
                "Traceback (most recent call last):",
                "  File \"train.py\", line 3, in <module>",
                "    raise ValueError: no",
                "INFO:root:ValueError: x",
                "2026-01-01 12:00:00 ValueError: x",
                "/opt/ml/code/train.py:3: UserWarning: careful",
                "Warning: disk is nearly full",
                "Exit: done",
                "loss.mean: 0.3",
                "README.MD: 3 lines",
                "WARNING: error: retrying",
                "ValueErrors: 3",
                "KeyError'x'",
                "python3 train.py",
                "1.5.Beta: x",
            })
    void leavesLogLinesAlone(String line) {
        assertThat(causes(line)).isEmpty();
    }

    @Test
    void takesLinearTimeForLongLines() {
        List<String> longLines = Stream.of(
                        "a", "A", "Aa", "a.", "a.A", "9", "Error", "a.Error", "-m ", " ", ".py", "[rank1]: ")
                .map(part -> part.repeat(200_000))
                .toList();
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> longLines.forEach(line -> assertThat(causes(line + "!")).isEmpty()));
    }

    private static List<String> causes(String line) {
        return PythonErrors.RECOGNIZERS.stream()
                .flatMap(recognizer -> recognizer.recognize(List.of(line)).stream())
                .map(RecognizedError::message)
                .distinct()
                .toList();
    }
}
