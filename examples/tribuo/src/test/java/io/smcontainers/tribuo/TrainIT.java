package io.smcontainers.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job runs: the code folder, with its libraries, in a process of its own. */
class TrainIT {
    private static final int KILLS = 3;

    /** More epochs than any test waits for. */
    private static final int ENDLESS = 1_000_000;

    private static final Pattern RESUMED = Pattern.compile("resumed after epoch (\\d+),");

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeWaveforms() throws Exception {
        ExampleProcess large = ExampleProcess.program(Waveform.class, data.resolve("large"), 100_000, 20_000, 1);
        assertThat(large.exitCode()).as(large.text()).isZero();
        new Waveform(1).write(data.resolve("small/training/waveform.csv"), 2_000);
        new Waveform(2).write(data.resolve("small/validation/waveform.csv"), 500);
    }

    @Test
    void irisIsLearntAndTheSavedModelPassesItsCheck() throws Exception {
        ExampleJob job = ExampleJob.iris(folder);

        ExampleProcess train = ExampleProcess.train(job);
        assertThat(train.exitCode()).as(train.text()).isZero();

        ExampleProcess check = check(job, ExampleJob.IRIS, "0.9");
        assertThat(check.exitCode()).as(check.text()).isZero();
        assertThat(check.text()).contains("check: good: accuracy=0.9");
    }

    @Test
    void aHundredThousandRowsAreLearntNearlyAsWellAsCanBe() throws Exception {
        ExampleJob job = waveform(folder, "large", 3);

        ExampleProcess train = ExampleProcess.train(job);
        assertThat(train.exitCode()).as(train.text()).isZero();
        assertThat(train.text()).contains("100000 rows to learn from, 20000 held out", "epoch 3/3");

        ExampleProcess check = check(job, data.resolve("large"), "0.855");
        assertThat(check.exitCode()).as(check.text()).isZero();
    }

    @Test
    void killedAtRandomMomentsItResumesAndEndsWithTheSameModel() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ExampleJob killed = waveform(folder.resolve("killed"), "small", ENDLESS);
        int reached = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            ExampleProcess train = ExampleProcess.train(killed);
            // The last one surely comes late enough to leave a checkpoint.
            killAtARandomMoment(train, reached, kill == KILLS ? 1 + random.nextInt(7) : random.nextInt(8), random);
            assertThat(train.exitCode()).as("seed %d: %s", seed, train.text()).isEqualTo(137);
            reached = Math.max(resumedAfter(train, reached, seed), train.lastEpoch());
        }
        assertThat(reached).as("seed %d", seed).isPositive();
        ExampleProcess last = restarted(killed, reached + 4);
        assertThat(resumedAfter(last, reached, seed)).isPositive();

        ExampleJob whole = waveform(folder.resolve("whole"), "small", reached + 4);
        ExampleProcess uninterrupted = ExampleProcess.train(whole);
        assertThat(uninterrupted.exitCode()).as(uninterrupted.text()).isZero();
        assertThat(killed.weights()).as("seed %d", seed).isEqualTo(whole.weights());
    }

    /** While it starts and reads, or in any part of one of the next epochs. */
    private static void killAtARandomMoment(ExampleProcess train, int reached, int epochs, Random random)
            throws Exception {
        if (epochs > 0) {
            String line = "epoch " + (reached + 1 + epochs) + "/"; // the first may have been in the checkpoint
            assertThat(train.says(text -> text.startsWith(line)))
                    .as(train.text())
                    .isTrue();
        }
        // Not to wait for something, but to hit any moment.
        TimeUnit.MICROSECONDS.sleep(random.nextInt(epochs > 0 ? 30_000 : 500_000));
        train.kill();
    }

    /** Returns the epoch of its checkpoint: the last that was reported, or one more, for the checkpoint comes before the report. */
    private static int resumedAfter(ExampleProcess train, int reached, long seed) {
        Matcher line = RESUMED.matcher(train.text());
        if (line.find()) {
            int epoch = Integer.parseInt(line.group(1));
            assertThat(epoch).as("seed %d: %s", seed, train.text()).isBetween(reached, reached + 1);
            return epoch;
        }
        // Killed before it could say so, or there was nothing to resume from.
        assertThat(reached == 0 || train.lastEpoch() == 0)
                .as("seed %d: %s", seed, train.text())
                .isTrue();
        return reached;
    }

    @Test
    void sigtermEndsTheEpochAndTheJobWithACheckpointAndAModel() throws Exception {
        ExampleJob job = waveform(folder, "small", ENDLESS);
        ExampleProcess train = ExampleProcess.train(job);
        assertThat(train.says(line -> line.startsWith("epoch 3/")))
                .as(train.text())
                .isTrue();

        long begin = System.nanoTime();
        assertThat(train.stop().exitCode()).as(train.text()).isZero();
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20)); // a busy machine; else 0.1 s

        int epoch = train.lastEpoch();
        assertThat(train.text()).endsWith("stopped early, after epoch " + epoch + " of " + ENDLESS);
        assertThat(Files.readString(job.path("output/data/metrics.json"))).contains("\"stopped_early\" : true");
        assertThat(check(job, data.resolve("small"), "0.7").exitCode()).isZero();
        assertThat(restarted(job, epoch + 1).text()).contains("resumed after epoch " + epoch + ",");
    }

    @Test
    void theCheckNamesADamagedModelAndABadOne() throws Exception {
        ExampleJob job = ExampleJob.iris(folder);
        assertThat(ExampleProcess.train(job).exitCode()).isZero();

        ExampleProcess demanding = check(job, ExampleJob.IRIS, "1.0");
        assertThat(demanding.exitCode()).isEqualTo(1);
        assertThat(demanding.text()).contains("check: error: accuracy=0.9", "wanted at least 1.0");

        Path model = job.path("model/model.tribuo");
        byte[] content = Files.readAllBytes(model);
        content[content.length / 2] ^= 1;
        Files.write(model, content);
        ExampleProcess damaged = check(job, ExampleJob.IRIS, "0.9");
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.text())
                .contains("check: error: " + model + " is damaged")
                .doesNotContain("\tat ");
    }

    @Test
    void aChannelThatIsMissingFailsTheJobWithOneLine() throws Exception {
        ExampleJob job = ExampleJob.iris(folder).write("input/config/inputdataconfig.json", "{\"training\":{}}");

        ExampleProcess train = ExampleProcess.train(job);

        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(train.text())
                .contains("train: error: inputdataconfig.json: there is no channel 'validation'")
                .doesNotContain("\tat ");
    }

    private static ExampleJob waveform(Path base, String size, int epochs) throws IOException {
        return ExampleJob.in(base, data.resolve(size))
                .with("epochs", Integer.toString(epochs))
                .with("learning_rate", "0.001");
    }

    private static ExampleProcess check(ExampleJob job, Path data, String minimum) throws IOException {
        return ExampleProcess.program(Check.class, job.path("model"), data.resolve("validation"), minimum);
    }

    private static ExampleProcess restarted(ExampleJob job, int epochs) throws Exception {
        ExampleProcess train = ExampleProcess.train(job.with("epochs", Integer.toString(epochs)));
        assertThat(train.exitCode()).as(train.text()).isZero();
        return train;
    }
}
