package io.smcontainers.runner.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.RecognizedError;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorchrunErrorsTest {
    private static final String SEE = "To enable traceback see: https://pytorch.org/docs/stable/elastic/errors.html";

    @Test
    void aRankThatExitedIsNamedAndHasSaidWhyItself() {
        RecognizedError error = only("1", SEE);
        assertThat(error.message()).isEqualTo("rank 3 on algo-2 exited with 1");
        assertThat(error.certainty()).isEqualTo(Certainty.CONSEQUENCE);
        assertThat(error.rank()).isEqualTo("3");
    }

    @Test
    void aRankThatWasKilledIsACause() {
        RecognizedError error = only("-9", "Signal 9 (SIGKILL) received by PID 141");
        assertThat(error.message()).isEqualTo("rank 3 on algo-2 was killed by SIGKILL (signal 9)");
        assertThat(error.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void aRankThatWasToldToStopIsNone() {
        assertThat(only("-15", "Signal 15 (SIGTERM) received by PID 141").certainty())
                .isEqualTo(Certainty.CONSEQUENCE);
        assertThat(only("-6", "<N/A>").message()).isEqualTo("rank 3 on algo-2 was killed by signal 6");
    }

    @Test
    void anExitCodeThatNoExceptionHasSaysMore() {
        RecognizedError error = only("9", SEE);
        assertThat(error.message()).isEqualTo("rank 3 on algo-2 exited with 9");
        assertThat(error.certainty()).isEqualTo(Certainty.HINT);
    }

    @Test
    void ofProcessesThatWereFoundEndedTogetherTheFirstNeedNotBeTheCause() {
        RecognizedError error = first("9", "1");
        assertThat(error.message()).isEqualTo("rank 3 on algo-2 exited with 9");
        assertThat(error.rank()).isEqualTo("3");
        assertThat(first("-9", "1").message()).isEqualTo("rank 3 on algo-2 was killed by signal 9");
        assertThat(first("1", "1").message()).isEqualTo("rank 2 on algo-2 exited with 1");
        assertThat(first("-15", "1").message()).isEqualTo("rank 2 on algo-2 exited with 1");
        assertThat(first("7", "9").message()).isEqualTo("rank 2 on algo-2 exited with 9");
    }

    /** Returns what is recognised where rank 3 failed too, and torchrun takes rank 2 for the root cause. */
    private static RecognizedError first(String exitCodeOf3, String exitCodeOf2) {
        String report = """
                ============================================================
                train.py FAILED
                ------------------------------------------------------------
                Failures:
                [1]:
                  time      : 2026-11-23_08:14:56
                  host      : algo-2
                  rank      : 3 (local_rank: 1)
                  exitcode  : %s (pid: 46)
                  error_file: <N/A>
                  traceback : To enable traceback see: https://pytorch.org/docs/stable/elastic/errors.html
                ------------------------------------------------------------
                Root Cause (first observed failure):
                [0]:
                  time      : 2026-11-23_08:14:56
                  host      : algo-2
                  rank      : 2 (local_rank: 0)
                  exitcode  : %s (pid: 45)
                  error_file: <N/A>
                  traceback : To enable traceback see: https://pytorch.org/docs/stable/elastic/errors.html
                ============================================================
                """.formatted(exitCodeOf3, exitCodeOf2);
        List<RecognizedError> errors =
                new TorchrunErrors().recognize(report.lines().toList());
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }

    private static RecognizedError only(String exitCode, String traceback) {
        String report = """
                ------------------------------------------------------------
                Root Cause (first observed failure):
                [0]:
                  time      : 2026-01-31_12:00:07
                  host      : algo-2
                  rank      : 3 (local_rank: 1)
                  exitcode  : %s (pid: 141)
                  error_file: <N/A>
                  traceback : %s
                ============================================================
                """.formatted(exitCode, traceback);
        List<RecognizedError> errors =
                new TorchrunErrors().recognize(report.lines().toList());
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }
}
