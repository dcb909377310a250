package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signals to {@code train}: on its own, as process 1 of a container, and under an init. */
@Timeout(120)
class StopIT {
    private static final String INIT = "init";

    private static final Map<String, String[]> WAYS = new LinkedHashMap<>(Map.of(
            "alone",
            new String[0],
            "pid-1",
            new String[] {"unshare", "--pid", "--fork", "--kill-child", "--mount-proc"},
            INIT,
            new String[] {"unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "tini", "--"}));

    @TempDir
    private Path base;

    /** Without it the tests below leave one of their ways out; this one says so. */
    @Test
    void thereIsAnInitToRunUnder() {
        assumeTrue(
                DebianProgram.TINI.isThere(),
                "needs tini, which is not here and could not be installed: apt-get install tini");
    }

    @Test
    void aProgramThatTakesFiveSecondsToSaveItsWorkSucceeds() throws Exception {
        for (RunningTrain train : startEachWay("save_and_end.py")) {
            try (train) {
                assertThat(train.exitCode()).as(train.stderr()).isZero();
                assertThat(train.job().has("model/checkpoint")).isTrue();
                assertThat(train.job().has("output/success")).isTrue();
                assertThat(train.stderr())
                        .contains(
                                "stop requested: SIGTERM goes to the program and all it started; 110 s until SIGKILL");
            }
        }
    }

    @Test
    void aProgramThatIgnoresTheStopIsKilled() throws Exception {
        for (RunningTrain train : startEachWay("ignore_term.py")) {
            try (train) {
                assertThat(train.exitCode()).isEqualTo(137);
                assertThat(train.stderr())
                        .containsPattern(
                                "not ended within 2 s of SIGTERM, so killed by SIGKILL: python\\S* \\(\\d+\\)\n");
                assertThat(train.job().failure())
                        .startsWith("ExecuteUserScriptError:\nExitCode 137\n")
                        .contains("stop requested by SIGTERM; the program did not end in time and was killed");
                assertThat(train.pids()).isEmpty();
            }
        }
    }

    @Test
    void aShellThatStartsPythonThatStartsWorkersLosesNothing() throws Exception {
        for (RunningTrain train : startEachWay("family.sh")) {
            try (train) {
                assertThat(train.exitCode()).as("what the shell ended with").isEqualTo(143);
                for (String name : List.of("python", "worker-1", "worker-2", "worker-3")) {
                    assertThat(train.job().has("model/" + name)).as(name).isTrue();
                }
                assertThat(train.stdout()).isEqualTo("ready\n");
                assertThat(train.pids()).isEmpty();
            }
        }
    }

    /** What the trap starts is started while the signal goes round. */
    @Test
    void aShellWhoseTrapStartsAProgramToSaveTheWorkLosesNothing() throws Exception {
        String script = """
                #!/bin/sh
                trap 'sleep 0.2 && echo saved > "$SM_MODEL_DIR/work"; exit 0' TERM
                echo started
                while :; do sleep 0.02; done
                """;
        for (int i = 0; i < 5; i++) {
            JobFolder job = JobFolder.in(Files.createDirectories(base.resolve("job-" + i)))
                    .program("train.sh")
                    .source("train.sh", script);
            try (RunningTrain train = Train.built().started(job)) {
                train.awaitText("started").signal("TERM");

                assertThat(train.exitCode()).as(train.stderr()).isZero();
                assertThat(job.has("model/work")).as("work of job " + i).isTrue();
            }
        }
    }

    @Test
    void aDaemonThatTheProgramLeavesBehindIsAskedToEnd() throws Exception {
        for (RunningTrain train : startEachWay("leave_daemon.py", false)) {
            try (train) {
                assertThat(train.exitCode()).as(train.stderr()).isZero();
                assertThat(train.job().has("model/daemon-was-asked")).isTrue();
                assertThat(train.stderr())
                        .containsPattern("ending what the program left running: python\\S* \\(\\d+\\)\n");
                assertThat(train.pids()).isEmpty();
            }
        }
    }

    @Test
    void everySignalArrivesAsWhatItIsAndOnce() throws Exception {
        for (RunningTrain train : startEachWay("tell_signals.py", false)) {
            try (train) {
                train.awaitText("ready");
                for (String signal : List.of("USR1", "USR2", "INT", "HUP", "TERM")) {
                    train.signal(signal).awaitText("SIG" + signal + "\n");
                }
                assertThat(train.exitCode()).isEqualTo(9);
                assertThat(train.stdout()).isEqualTo("ready\nSIGUSR1\nSIGUSR2\nSIGINT\nSIGHUP\nSIGTERM\n");
                assertThat(train.job().failure()).contains("stop requested by SIGINT");
            }
        }
    }

    /** As Ctrl-C in a terminal does: all processes of the foreground group get it. */
    @Test
    void aSignalToOurWholeGroupReachesTheProgramOnce() throws Exception {
        JobFolder job = jobOf("tell_signals.py", "group");
        try (RunningTrain train = Train.built().under("setsid").started(job)) {
            train.awaitText("ready").signalGroup("INT").awaitText("SIGINT\n");
            train.signal("TERM");

            assertThat(train.exitCode()).isEqualTo(9);
            assertThat(train.stdout()).isEqualTo("ready\nSIGINT\nSIGTERM\n");
        }
    }

    @Test
    void withoutSetsidTheProgramIsStoppedAllTheSame() throws Exception {
        JobFolder job = jobOf("family.sh", "no-setsid");
        Path programs = Files.createDirectories(base.resolve("programs"));
        Path python = programs.resolve("python3");
        Files.writeString(python, "#!/bin/sh\nexec /usr/bin/python3 \"$@\"\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        try (RunningTrain train =
                Train.built().with("PATH", programs.toString()).started(job)) {
            train.awaitText("ready").signal("TERM");

            assertThat(train.exitCode()).isEqualTo(143);
            assertThat(job.has("model/worker-3")).isTrue();
            assertThat(train.pids()).isEmpty();
        }
    }

    @Test
    void aStopEndsAnInstallationAtOnce() throws Exception {
        JobFolder job = JobFolder.in(base)
                .program("train.py")
                .source("train.py", "print('never')\n")
                .source("requirements.txt", "anything\n")
                // A pip of our own, found before the real one, that takes its time.
                .source("../pip/pip/__init__.py", "")
                .source(
                        "../pip/pip/__main__.py",
                        "import sys, time\nprint('downloading', flush=True)\ntime.sleep(1000)\n");
        try (RunningTrain train =
                Train.built().with("PYTHONPATH", base.resolve("pip").toString()).started(job)) {
            train.awaitText("downloading").signal("TERM");

            assertThat(train.exitCode()).isEqualTo(143);
            assertThat(job.failure())
                    .isEqualTo("ExecuteUserScriptError: stop requested by SIGTERM in phase 'install',"
                            + " before the program was started");
            assertThat(train.stdout()).doesNotContain("never");
            assertThat(train.pids()).isEmpty();
        }
    }

    @Test
    void aStopEndsTheFetchingOfCodeAtOnceAndLeavesNothingOfIt() throws Exception {
        Path archive = hugeArchive(base.resolve("sourcedir.tar.gz"));
        JobFolder job =
                JobFolder.in(base).program("train.py").hyperparameter("sagemaker_submit_directory", archive.toString());
        Path code = base.resolve("code");
        try (RunningTrain train = Train.built().started(job)) {
            RunningTrain.awaitThat(() -> isFetching(code), () -> "code arrives");
            train.signal("INT");

            assertThat(train.exitCode()).isEqualTo(130);
            assertThat(job.failure()).contains("stop requested by SIGINT in phase 'fetch'");
            assertThat(code).isEmptyDirectory();
        }
    }

    private List<RunningTrain> startEachWay(String program) throws Exception {
        return startEachWay(program, true);
    }

    /** All at the same time, for each takes seconds. */
    private List<RunningTrain> startEachWay(String program, boolean stop) throws Exception {
        List<RunningTrain> all = new ArrayList<>();
        for (Map.Entry<String, String[]> way : WAYS.entrySet()) {
            if (way.getKey().equals(INIT) && !DebianProgram.TINI.isThere()) {
                continue;
            }
            all.add(Train.built()
                    .under(way.getValue())
                    .with("SAGEMAKER_STOP_GRACE_SECONDS", program.startsWith("ignore") ? "2" : "")
                    .started(jobOf(program, way.getKey())));
        }
        if (stop) {
            for (RunningTrain train : all) {
                train.awaitText("ready").signal("TERM");
            }
        }
        return all;
    }

    private JobFolder jobOf(String program, String name) throws IOException {
        String text = Files.readString(Path.of("src/test/programs", program));
        return JobFolder.in(base.resolve(name)).program(program).source(program, text);
    }

    private static boolean isFetching(Path code) throws IOException {
        if (!Files.isDirectory(code)) {
            return false;
        }
        try (var files = Files.walk(code)) {
            return files.anyMatch(file -> file.endsWith("zeros"));
        } catch (IOException e) {
            return false;
        }
    }

    /** 16 GiB of zeros, far more than can be unpacked during this test, made of one compressed piece again and again. */
    private static Path hugeArchive(Path file) throws IOException {
        byte[] zeros = new byte[1 << 24];
        Path piece = file.resolveSibling("piece.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(piece))) {
            out.write(zeros);
        }
        byte[] compressed = Files.readAllBytes(piece);
        try (OutputStream out = Files.newOutputStream(file)) {
            GZIPOutputStream head = new GZIPOutputStream(out);
            TarArchiveOutputStream tar = new TarArchiveOutputStream(head);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            TarArchiveEntry entry = new TarArchiveEntry("zeros");
            entry.setSize(1024L * zeros.length);
            tar.putArchiveEntry(entry);
            tar.flush();
            head.finish();
            for (int i = 0; i < 1024; i++) {
                out.write(compressed);
            }
        }
        return file;
    }
}
