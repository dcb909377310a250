package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start-up is a feature: what must not be loaded before the user's program starts, is not. */
class StartUpIT {
    private static final List<String> NOT_BEFORE_THE_PROGRAM = List.of(
            "io.smcontainers.launcher.log.LibraryLogFormat",
            "org.slf4j.",
            "com.sun.jna",
            "software.amazon.awssdk",
            "picocli",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.apache.commons.compress",
            "io.smcontainers.launcher.monitor",
            "io.smcontainers.launcher.hardware.AcceleratorUse",
            // Each of these is dozens of classes.
            "java.util.regex.Pattern ",
            "java.time.format.");

    /** From Java 22 on ProcessBuilder asks for a logger at each start of a process, which brings streams and much else. */
    private static final boolean JDK_LOGS_PROCESSES = Runtime.version().feature() >= 22;

    /** What it takes today, and some: where a change goes beyond, find out what it loads, and whether a start needs that. */
    private static final int MAX_CLASSES = JDK_LOGS_PROCESSES ? 1_750 : 1_450;

    private static final int WATCHED_SECONDS = 5;

    /** The compiler and the JVM's clock look up now and then; a JVM with its own ideas of safepoints wakes up 25 times. */
    private static final int MAX_WAKE_UPS = 12;

    @TempDir
    private Path base;

    @Test
    void aPythonJobLoadsNoLibraryThatItDoesNotNeed() throws Exception {
        JobFolder job = JobFolder.in(base).program("train.py").source("train.py", "print('ran')\n");
        Path classes = base.resolve("classes.log");

        Train.Result result = Train.built()
                .on(job)
                .with("SAGEMAKER_TRAIN_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + classes)
                .run();

        assertThat(result.stdout()).isEqualTo("ran\n");
        String loaded = Files.readString(classes);
        assertThat(loaded).contains("io.smcontainers.launcher.Launcher");
        assertThat(NOT_BEFORE_THE_PROGRAM).noneMatch(loaded::contains);
        assertThat(loaded.lines().count()).isLessThan(MAX_CLASSES);
        if (!JDK_LOGS_PROCESSES) {
            assertThat(loaded.lines().filter(line -> line.contains("java.util.stream.")))
                    .as("a stream is 100 classes, and the linking of the JDK's own lambdas")
                    .isEmpty();
        }
        assertThat(loaded.lines().filter(line -> line.contains("io.smcontainers.") && line.contains("$$Lambda")))
                .as("lambdas of ours that were not made classes when the tarball was built")
                .isEmpty();
    }

    @Test
    void nothingIsStartedButAPipeMakerAndTheProgram() throws Exception {
        assumeTrue(
                DebianProgram.STRACE.isThere(),
                "needs strace, which is not here and could not be installed: apt-get install strace");
        JobFolder job = JobFolder.in(base).program("train.sh").source("train.sh", "#!/bin/sh\necho ran\n");
        Path calls = base.resolve("calls.log");

        Train.Result result = Train.built()
                .on(job)
                .under("strace", "--follow-forks", "--trace=execve", "--output=" + calls)
                .run();

        assertThat(result.stdout()).isEqualTo("ran\n");
        Map<String, List<String>> programsByProcess = Files.readAllLines(calls).stream()
                .filter(line -> line.contains("execve(\"") && line.endsWith(" = 0"))
                .collect(Collectors.groupingBy(
                        line -> line.substring(0, line.indexOf(' ')),
                        LinkedHashMap::new,
                        Collectors.mapping(StartUpIT::program, Collectors.toList())));
        // bin/train looks for s3:// in the job and becomes java; the others are first the JDK's own helper, which
        // closes files.
        assertThat(programsByProcess.values())
                .containsExactlyInAnyOrder(
                        List.of("grep"),
                        List.of("train", "java"),
                        List.of("jspawnhelper", "mkfifo"),
                        List.of("jspawnhelper", "setsid", "train.sh"));
    }

    private static String program(String call) {
        String path = call.substring(call.indexOf('"') + 1, call.indexOf('"', call.indexOf('"') + 1));
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A JVM that wakes up for nothing takes from a job that runs for a week. */
    @Test
    void aLauncherThatWaitsSleeps() throws Exception {
        JobFolder job =
                JobFolder.in(base).program("train.sh").source("train.sh", "#!/bin/sh\necho started\nexec sleep 60\n");
        try (RunningTrain train = Train.built().started(job)) {
            train.awaitText("started");
            // What the start has left behind has come to rest by then.
            TimeUnit.SECONDS.sleep(WATCHED_SECONDS);
            long before = train.wakeUps();
            TimeUnit.SECONDS.sleep(WATCHED_SECONDS);

            assertThat(train.wakeUps() - before)
                    .as("wake-ups in " + WATCHED_SECONDS + " s")
                    .isLessThanOrEqualTo(MAX_WAKE_UPS);
        }
    }
}
