package io.smcontainers.launcher.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInRecognizersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train.sh: line 3: foo: command not found | LIKELY",
                "/opt/ml/code/train.sh: line 3: syntax error near unexpected token `done' | LIKELY",
                "train.sh: line 3: X: unbound variable | LIKELY",
                "bash: line 1: foo: command not found | LIKELY",
                "bash: foo: command not found | LIKELY",
                "train.sh: 3: foo: not found | LIKELY",
                "train.sh: 3: Syntax error: \"done\" unexpected | LIKELY",
                "train.sh: 3: cannot open x: No such file | LIKELY",
                "train.sh: 3: X: parameter not set | LIKELY",
                "sh: 1: foo: Permission denied | LIKELY",
                "/usr/bin/env: 'python9': No such file or directory | LIKELY",
                "cp: cannot stat 'x': No such file or directory | HINT",
                "cat: /etc/shadow: Permission denied | HINT",
                "Killed | LIKELY",
                "Segmentation fault (core dumped) | LIKELY",
                "train.sh: line 3:  7732 Killed                  python3 train.py | LIKELY",
                "Terminated | CONSEQUENCE",
                "train.sh: line 3:  7732 Terminated              python3 train.py | CONSEQUENCE",
                "RuntimeError: CUDA out of memory. Tried to allocate 2 GiB | LIKELY",
                "CUDA error: device-side assert triggered | LIKELY",
                "tar: x: Cannot write: No space left on device | LIKELY",
                "terminate called without an active exception | CONSEQUENCE",
                "train: train.c:2: main: Assertion `argc > 1' failed. | UNCAUGHT",
                "Assertion failed: x > 0 (train.c: main: 3) | UNCAUGHT",
                "application called MPI_Abort(MPI_COMM_WORLD, 3) - process 1 | LIKELY",
                "mpirun noticed that process rank 1 with PID 0 on node algo-2 exited on signal 9 (Killed). | LIKELY",
                "Train.java:3: error: ';' expected | LIKELY",
                "train.c:3:5: fatal error: foo.h: No such file or directory | LIKELY",
                "error: cannot open the table | HINT",
                "Fatal: no such column | HINT",
                "train: fatal error: x | HINT",
                "Error in fit(x) : rate must be positive | HINT",
                "2026-01-31 12:00:00 ERROR trainer - cannot open the table | HINT",
                "make: *** [Makefile:2: train] Error 3 | CONSEQUENCE",
                "npm ERR! code ELIFECYCLE | CONSEQUENCE",
            })
    void anErrorOfOneLineIsTakenAsWhatItIs(String line, Certainty certainty) {
        assertThat(surest(line).map(RecognizedError::certainty)).contains(certainty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch 3",
                "error: 0.25",
                "Error: 12%",
                "train error 0.3",
                "train.sh: line 2: warning: setlocale: LC_ALL: cannot change locale (xx): No such file or directory",
                "train.sh: line 4: `fi'",
                "Connection to MPI_A established",
                "loss: not found in cache yet",
                "the Killed process",
            })
    void otherLinesAreLeftAlone(String line) {
        assertThat(surest(line)).isEmpty();
    }

    @Test
    void anUncaughtExceptionOfCppIsItsClassAndWhatItSays() {
        assertThat(cause("""
                terminate called after throwing an instance of 'std::runtime_error'
                  what():  matrix is singular
                Aborted (core dumped)
                """)).isEqualTo("std::runtime_error: matrix is singular");
        assertThat(cause("libc++abi: terminating due to uncaught exception of type std::logic_error: bad\n"))
                .isEqualTo("std::logic_error: bad");
        assertThat(cause("terminate called after throwing an instance of 'int'\nAborted\n"))
                .isEqualTo("terminate called after throwing an instance of 'int'");
    }

    @Test
    void aPanicOfGoHasItsFrames() {
        Diagnosis diagnosis = find("""
                panic: assignment to entry in nil map

                goroutine 1 [running]:
                strings.Index(...)
                \t/usr/local/go/src/strings/strings.go:8
                main.main()
                \t/opt/ml/code/main.go:12 +0x1d
                exit status 2
                """);
        assertThat(diagnosis.summary())
                .isEqualTo("panic: assignment to entry in nil map\nat /opt/ml/code/main.go:12, in main.main()");
        assertThat(diagnosis.frames()).hasSize(2);
    }

    @Test
    void aPanicOfRustHasItsPlace() {
        assertThat(find("thread 'main' panicked at src/main.rs:4:38:\nbad rate\nnote: run with X\n")
                        .summary())
                .isEqualTo("panicked: bad rate\nat src/main.rs:4:38");
        assertThat(find("thread 'main' panicked at 'bad rate', src/main.rs:4:38\n")
                        .summary())
                .isEqualTo("panicked: bad rate\nat src/main.rs:4:38");
    }

    @Test
    void anMpiAbortNamesItsRankAndCode() {
        assertThat(surest("MPI_ABORT was invoked on rank 1 in communicator MPI_COMM_WORLD\nwith errorcode 3.\n"))
                .get()
                .extracting(RecognizedError::message, RecognizedError::rank)
                .containsExactly("MPI_ABORT was invoked on rank 1 with errorcode 3", "1");
        assertThat(cause("MPI_ABORT was invoked on rank 1 in communicator X\n  Proc: [[1,1],1]\n  Errorcode: 7\n"))
                .isEqualTo("MPI_ABORT was invoked on rank 1 with errorcode 7");
    }

    @Test
    void anMpiProcessThatExitedIsNamed() {
        assertThat(surest("""
                mpirun detected that one or more processes exited with non-zero status, thus causing
                the job to be terminated. The first process to do so was:

                  Process name: [[37401,1],3]
                  Exit code:    9
                """))
                .get()
                .extracting(RecognizedError::message, RecognizedError::rank, RecognizedError::certainty)
                .containsExactly("MPI rank 3 exited with 9", "3", Certainty.CONSEQUENCE);
    }

    private static String cause(String stderr) {
        return find(stderr).cause();
    }

    private static Diagnosis find(String stderr) {
        return new CauseFinder(BuiltInRecognizers.all(), new Redactor(), warning -> {})
                .find(new ProcessResult(1, "", stderr), "");
    }

    private static Optional<RecognizedError> surest(String output) {
        List<String> lines = output.lines().toList();
        return BuiltInRecognizers.all().stream()
                .map((ErrorRecognizer recognizer) -> recognizer.recognize(lines))
                .flatMap(List::stream)
                .max(Comparator.comparing(RecognizedError::certainty));
    }
}
