package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many short jobs, each of which gets a signal at some moment: while the JVM starts, before the program runs, while it runs,
 * when it is over. Whatever the moment, the job ends, nothing of it is left, and success means that the program succeeded.
 */
@Timeout(300)
@Isolated
class SoakIT {
    private static final int JOBS = 200;
    private static final int AT_A_TIME = 4;
    private static final int LATEST_MILLISECONDS = 700;
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP", "USR1", "USR2");

    /** Each says that it started, and, unless something comes in between, that it has finished. */
    private static final List<String> PROGRAMS = List.of(
            "touch model/started; sleep 0.1; touch model/finished",
            "trap 'exit 5' TERM INT HUP USR1 USR2; touch model/started; sleep 0.1; touch model/finished",
            "trap '' TERM INT HUP USR1 USR2; touch model/started; sleep 0.1; touch model/finished",
            "touch model/started; { sleep 0.2 & sleep 0.1; }; sleep 1000 & touch model/finished",
            "touch model/started; sh -c 'sleep 0.1 & wait; exit 3'");

    @TempDir
    private Path base;

    @Test
    void whateverTheMomentTheJobEndsAndTellsTheTruth() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        List<Future<String>> endings = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            JobFolder job = job(base.resolve("job-" + i), PROGRAMS.get(random.nextInt(PROGRAMS.size())));
            String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
            int moment = random.nextInt(LATEST_MILLISECONDS);
            endings.add(threads.submit(() -> ending(job, signal, moment)));
        }
        threads.shutdown();
        List<String> seen = new ArrayList<>();
        for (Future<String> ending : endings) {
            seen.add(ending.get());
        }
        assertThat(seen)
                .as("seed " + seed + ": the moments must hit all there is to hit")
                .contains("succeeded", "stopped while it ran", "ended before it ran");
    }

    private String ending(JobFolder job, String signal, int moment) throws Exception {
        String what = job.base().getFileName() + " with " + signal + " after " + moment + " ms";
        try (RunningTrain train =
                Train.built().with("SAGEMAKER_OUTPUT_DRAIN_SECONDS", "1").started(job)) {
            // Not a wait for an event: the moment is what is being varied.
            TimeUnit.MILLISECONDS.sleep(moment);
            train.signalIfAlive(signal);
            int exitCode = train.exitCode();
            if (exitCode != 0 && !job.has("output/failure")) {
                // It ended before there was a launcher to end anything, perhaps as the shell that bin/train is at
                // first. What this shell was waiting for, a subshell or a grep, may be a moment behind.
                RunningTrain.awaitThat(() -> train.pids().isEmpty(), () -> what + ": nothing is left");
            }
            assertThat(train.pids()).as(what + ": what is left").isEmpty();
            return ending(job, exitCode, what + ", which said: " + train.stderr());
        }
    }

    private static String ending(JobFolder job, int exitCode, String what) {
        if (exitCode == 0) {
            assertThat(job.has("model/finished") && job.has("output/success"))
                    .as(what)
                    .isTrue();
            assertThat(job.has("output/failure")).as(what).isFalse();
            return "succeeded";
        }
        assertThat(job.has("output/success")).as(what).isFalse();
        if (job.has("model/started")) {
            assertThat(job.has("output/failure")).as(what).isTrue();
            assertThat(job.failure()).as(what).startsWith("ExecuteUserScriptError:\nExitCode " + exitCode + "\n");
            return "stopped while it ran";
        }
        return "ended before it ran";
    }

    private static JobFolder job(Path base, String program) {
        String script = "#!/bin/sh\ncd \"$SAGEMAKER_BASE_DIR\"\n" + program + "\n";
        return JobFolder.in(base).program("train.sh").source("train.sh", script);
    }
}
