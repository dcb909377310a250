package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is wrong with the output folder changes how the job ended. */
@Timeout(60)
class OutcomeIT {
    private static final String FULL =
            "mount -t tmpfs -o size=64k tmpfs $0 && { head -c 1m /dev/zero > $0/fill || true; }";
    private static final String READ_ONLY = "mount -t tmpfs -o size=64k,ro tmpfs $0";
    private static final String A_FILE = "rmdir $0 && echo 'not a folder' > $0";
    private static final String GONE = "rmdir $0";

    @TempDir
    private Path base;

    @ParameterizedTest
    @ValueSource(strings = {FULL, READ_ONLY, A_FILE, GONE})
    void aFailureStaysAFailureAndItsReasonIsOnStandardError(String how) {
        JobFolder job = job("import sys\nsys.exit('no such column: price')\n");

        Train.Result result = with(how, job);

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(1);
        assertThat(result.stderr()).contains("ExecuteUserScriptError:").contains("no such column: price\"");
        if (!how.equals(GONE)) {
            assertThat(result.stderr()).contains("output/failure could not be written: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, READ_ONLY, A_FILE, GONE})
    void aSuccessStaysASuccess(String how) {
        JobFolder job = job("print('trained')\n");

        Train.Result result = with(how, job);

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).isEqualTo("trained\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, READ_ONLY, A_FILE})
    void aBrokenConfigurationIsToldAllTheSame(String how) {
        JobFolder job = job("").write("input/config/hyperparameters.json", "{");

        Train.Result result = with(how, job);

        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.stderr()).contains("ConfigurationError: hyperparameters.json");
    }

    @Test
    void nobodyWhoReadsOurOutputIsNoReasonToFail() throws Exception {
        JobFolder job = job("for i in range(100000): print('line', i)\n");

        Train.Result result = Train.built()
                .under("/bin/sh", "-c", "{ \"$@\"; echo $? > \"$0\"; } | true", job.base() + "/code-of-train")
                .on(job)
                .run();

        assertThat(result.exitCode()).isZero();
        assertThat(Files.readString(job.base().resolve("code-of-train"))).isEqualTo("0\n");
        assertThat(job.has("output/success")).isTrue();
    }

    @Test
    void theFailureIsThereForProgramsToo() {
        JobFolder job = job("import sys\nsys.exit(3)\n");

        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(3);

        assertThat(job.text("output/failure.json"))
                .contains("\"exit_code\":3,", "\"host\":\"algo-1\"", "\"phase\":\"run\"", "\"signal\":null");
    }

    private JobFolder job(String program) {
        return JobFolder.in(base)
                .program("train.py")
                .source("train.py", program)
                .folder("output");
    }

    /** Mounts are made in a mount namespace of their own, and so are gone with it. */
    private static Train.Result with(String how, JobFolder job) {
        return Train.built()
                .under("unshare", "--mount", "/bin/sh", "-ec", how + "\nexec \"$@\"", job.base() + "/output")
                .on(job)
                .run();
    }
}
