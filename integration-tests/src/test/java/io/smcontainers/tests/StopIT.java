package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to {@code train} is SIGTERM to the user's program. */
@Timeout(60)
class StopIT {
    @TempDir
    private Path base;

    @Test
    void theProgramHearsOfItAndItsExitCodeIsOurs() throws Exception {
        JobFolder job = JobFolder.in(base).program("train.py").source("train.py", """
                        import os, signal, sys
                        def stop(number, frame):
                            open(os.path.join(os.environ["SM_MODEL_DIR"], "checkpoint"), "w").close()
                            sys.exit(7)
                        signal.signal(signal.SIGTERM, stop)
                        print("ready")
                        while True:
                            signal.pause()
                        """);
        Process train = Train.built().on(job).start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(train.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("ready");
            train.destroy();
            assertThat(train.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            train.destroyForcibly();
        }
        assertThat(train.exitValue()).isEqualTo(7);
        assertThat(job.has("model/checkpoint")).isTrue();
    }
}
