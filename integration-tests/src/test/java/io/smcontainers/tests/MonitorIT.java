package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the hardware did, for a job that asks. */
@Timeout(120)
class MonitorIT {
    private static final String WAIT_FOR_A_SAMPLE = """
            import os, sys, time
            lines = os.environ["SM_OUTPUT_DATA_DIR"] + "/monitor.jsonl"
            print("running", flush=True)
            # The first sample has no rates yet.
            while open(lines).read().count("cpu.utilization") < 1:
                time.sleep(0.01)
            """;

    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void makeJob() {
        job = JobFolder.in(base)
                .program("train.py")
                .source("train.py", WAIT_FOR_A_SAMPLE)
                .hyperparameter("sagemaker_monitor_seconds", "1");
    }

    @Test
    void aJobHasLinesAndAPicture() throws Exception {
        Train.Result result =
                Train.built().on(job).with("TRAINING_JOB_NAME", "my-job").run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        List<JsonNode> lines = lines("output/data/monitor.jsonl");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("time").textValue()).matches("20.*T.*Z"));
        assertThat(lines.get(0).path("event").textValue()).isEqualTo("start");
        assertThat(lines.get(0).path("job").textValue()).isEqualTo("my-job");
        assertThat(phases(lines)).containsExactly("read", "fetch", "plan", "install", "wait", "run", "report");
        assertThat(lines.get(lines.size() - 1).path("exit_code").intValue()).isZero();
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("cpu.utilization").isNumber()).isTrue();
            assertThat(line.path("memory.used").longValue()).isPositive();
            assertThat(line.path("disk.free").longValue()).isPositive();
        });
        assertThat(job.text("output/data/monitor.html")).contains("<title>my-job on algo-1</title>", "cpu.utilization");
        assertThat(result.stderr())
                .contains("monitor: " + base + "/output/data/monitor.html")
                .contains("memory.used: mean ");
    }

    @Test
    void aJobThatFailsHasThemToo() throws Exception {
        job.source("train.py", WAIT_FOR_A_SAMPLE + "sys.exit(3)\n");

        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(3);

        assertThat(job.failure()).contains("ExitCode 3");
        assertThat(job.text("output/data/monitor.html")).contains("\"ending\":\"the job failed; exit code 3\"");
    }

    @Test
    void aJobThatIsStoppedHasThemToo() throws Exception {
        job.source("train.py", WAIT_FOR_A_SAMPLE + "print('sampled', flush=True)\ntime.sleep(600)\n");
        try (RunningTrain train = Train.built().started(job)) {
            train.awaitText("sampled").signal("TERM");

            assertThat(train.exitCode()).isNotZero();
        }

        assertThat(job.text("output/data/monitor.html")).contains("after it was asked to stop");
    }

    @Test
    void filesOfSeveralHostsHaveTheirNames() {
        job.source("train.py", "")
                .write(
                        "input/config/resourceconfig.json",
                        "{\"current_host\":\"localhost\",\"hosts\":[\"localhost\",\"127.0.0.1\"]}");

        Train.Result result = Train.built().on(job).run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(job.has("output/data/monitor-localhost.jsonl")).isTrue();
        assertThat(job.has("output/data/monitor-localhost.html")).isTrue();
        assertThat(job.has("output/data/monitor.html")).isFalse();
    }

    @Test
    void aFolderThatCannotBeWrittenToCostsWarningsOnly() {
        job.source("train.py", "").write("output/data", "a file");

        Train.Result result = Train.built().on(job).run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).contains("monitor.jsonl is not written any more", "there is no picture");
    }

    @Test
    void aWrongNumberIsAWarningAndTheJobRuns() {
        job.source("train.py", "").hyperparameter("sagemaker_monitor_seconds", "often");

        Train.Result result = Train.built().on(job).run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).contains("'sagemaker_monitor_seconds' is \"often\"; expected a whole number");
        assertThat(job.has("output/data/monitor.jsonl")).isFalse();
    }

    private List<JsonNode> lines(String name) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(base.resolve(name))) {
            lines.add(JsonText.parse(line));
        }
        return lines;
    }

    private static List<String> phases(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.path("event").asText().equals("phase"))
                .map(line -> line.path("phase").textValue())
                .toList();
    }
}
