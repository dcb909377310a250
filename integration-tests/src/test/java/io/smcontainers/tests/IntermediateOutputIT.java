package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.store.s3.ScriptedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program writes to output/intermediate, uploaded by the built {@code train} to a server that speaks S3. */
class IntermediateOutputIT {
    private static final String WAIT = "while [ ! -e \"$SAGEMAKER_BASE_DIR/go\" ]; do sleep 0.05; done\n";

    @TempDir
    private static Path shared;

    private static S3Proxy s3;

    @TempDir
    private Path base;

    private JobFolder job;
    private Path objects;

    @BeforeAll
    static void startServer() throws IOException {
        s3 = S3Proxy.start(shared);
    }

    @AfterAll
    static void stopServer() {
        s3.close();
    }

    @BeforeEach
    void layOut() {
        // Each test has a bucket of its own.
        String bucket = "bucket-" + Long.toHexString(System.nanoTime());
        objects = s3.bucket(bucket).resolve("out/my-job/output/intermediate");
        job = JobFolder.in(base)
                .program("train.sh")
                .hyperparameter("sagemaker_s3_output", "s3://" + bucket + "/out")
                .hyperparameter("sagemaker_container_log_level", "10");
    }

    @Test
    void aFileIsThereWhileTheProgramRuns() throws Exception {
        script("cd $SM_OUTPUT_INTERMEDIATE_DIR; echo 1 > draft; mkdir 'epoch 1'; mv draft 'epoch 1/ü.txt'\n" + WAIT);
        try (RunningTrain train = train().started(job)) {
            Path object = objects.resolve("epoch 1/ü.txt");
            RunningTrain.awaitThat(() -> Files.exists(object), () -> object + " is there; it said " + train.stderr());

            assertThat(object).hasContent("1");
            job.write("go", "");
            assertThat(train.exitCode()).isZero();
            assertThat(train.stderr()).contains(" uploaded to s3://", ", 0 failed; the last pass took ");
            assertThat(train.stdout() + train.stderr()).doesNotContain(S3Proxy.SECRET);
        }
    }

    @Test
    void tenThousandFilesAreThereWithTheirLastContent() throws IOException {
        python("10000", "end");

        Train.Result result = train().within(Duration.ofMinutes(5)).run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(tree(objects)).hasSize(10_000).isEqualTo(tree(base.resolve("output/intermediate")));
        assertThat(result.stderr()).contains("intermediate output: 10000 files (", ", 0 failed;");
    }

    @Test
    void aStopSendsTheRest() throws Exception {
        python("1000", "wait");
        try (RunningTrain train = train().started(job)) {
            train.awaitText("all are there").signal("TERM");

            train.exitCode();

            assertThat(tree(objects)).hasSize(1_000).isEqualTo(tree(base.resolve("output/intermediate")));
            assertThat(tree(objects)).containsEntry("0/100.txt", "at the very end 100");
        }
    }

    @Test
    void aJobThatFailsSendsItsOutputAndKeepsItsExitCode() throws IOException {
        python("20", "fail");

        Train.Result result = train().run();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(tree(objects)).hasSize(20);
        assertThat(job.text("output/failure.json")).contains("\"phase\":\"run\"");
    }

    @Test
    void aLargeFileArrivesWhole() throws IOException {
        script("head -c 80000000 /dev/urandom > $SM_OUTPUT_INTERMEDIATE_DIR/model.bin\n");

        Train.Result result = train().run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(Files.mismatch(base.resolve("output/intermediate/model.bin"), objects.resolve("model.bin")))
                .isEqualTo(-1);
    }

    @Test
    void aMissingPermissionIsOneWarningAndCostsTheJobNothing() throws IOException {
        python("300", "end");
        try (ScriptedS3 denying =
                new ScriptedS3((request, answer) -> answer.error(403, "AccessDenied", "Access Denied"))) {
            Train.Result result = train().with("S3_ENDPOINT_URL", denying.url()).run();

            assertThat(result.exitCode()).as(result.stderr()).isZero();
            assertThat(job.has("output/success")).isTrue();
            assertThat(warnings(result.stderr()))
                    .hasSizeBetween(2, 3)
                    .anyMatch(line -> line.contains("s3:PutObject on arn:aws:s3:::bucket-"))
                    .anyMatch(line -> line.contains("300 files of the intermediate output not uploaded"));
            assertThat(denying.requests()).hasSizeLessThan(30);
        }
    }

    @Test
    void aServerThatHangsDoesNotKeepAJobThatIsStopped() throws Exception {
        script("echo 1 > $SM_OUTPUT_INTERMEDIATE_DIR/a.txt; echo started; exec sleep 60\n");
        try (ScriptedS3 hanging = new ScriptedS3((request, answer) -> answer.hang());
                RunningTrain train = train().with("S3_ENDPOINT_URL", hanging.url())
                        .with("SAGEMAKER_STOP_GRACE_SECONDS", "1")
                        .started(job)) {
            train.awaitText("started");
            long start = System.nanoTime();
            train.signal("TERM");

            assertThat(train.exitCode()).isEqualTo(143);

            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(11));
            assertThat(train.stderr())
                    .contains("1 file of the intermediate output not uploaded, for the job is being stopped and has no"
                            + " more time: a.txt");
        }
    }

    @Test
    void aServerThatIsBusyForAWhileGetsAllInTheEnd() throws IOException {
        script("echo 1 > $SM_OUTPUT_INTERMEDIATE_DIR/a.txt\n");
        Map<String, byte[]> arrived = new TreeMap<>();
        try (ScriptedS3 busy = new ScriptedS3((request, answer) -> {
            synchronized (arrived) {
                arrived.put(request.target() + arrived.size(), request.body());
                if (arrived.size() <= 6) {
                    answer.error(503, "SlowDown", "please");
                    return;
                }
            }
            answer.send(200, new byte[0]);
        })) {
            Train.Result result = train().with("S3_ENDPOINT_URL", busy.url()).run();

            assertThat(result.exitCode()).isZero();
            assertThat(result.stderr()).contains("intermediate output: 1 file (2 bytes) uploaded", ", 0 failed;");
        }
    }

    @Test
    void aFolderOfThePlatformsIsLeftToIt() throws IOException {
        job.folder("output/intermediate");
        script("echo 1 > $SM_OUTPUT_INTERMEDIATE_DIR/a.txt\n");

        Train.Result result = train().run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr())
                .contains("it is the platform that uploads it")
                .doesNotContain("uploaded to");
        assertThat(objects).doesNotExist();
    }

    @Test
    void outputThatStaysOnThisMachineIsNotUploaded() {
        job.hyperparameter("sagemaker_s3_output", "file:///tmp/output");
        script("ls -d $SM_OUTPUT_INTERMEDIATE_DIR\n");

        Train.Result result = train().run();

        assertThat(result.stdout()).isEqualTo(base.resolve("output/intermediate") + "\n");
        assertThat(result.stderr()).doesNotContain("uploaded to");
    }

    @Test
    void aPlaceThatIsNoneIsAConfigurationError() {
        job.hyperparameter("sagemaker_s3_output", "https://bucket.s3.amazonaws.com/out");
        script("");

        assertThat(train().run().exitCode()).isEqualTo(78);
        assertThat(job.failure())
                .startsWith("ConfigurationError: hyperparameters.json: 'sagemaker_s3_output' is"
                        + " 'https://bucket.s3.amazonaws.com/out'; expected s3://bucket/prefix");
    }

    @Test
    void theSdkIsNotLoadedBeforeThereIsAFile() throws IOException {
        script("");
        Path classes = base.resolve("classes.log");

        Train.Result result = train().with("SAGEMAKER_TRAIN_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + classes)
                .run();

        assertThat(result.exitCode()).isZero();
        assertThat(Files.readString(classes))
                .contains("io.smcontainers.launcher.output.IntermediateOutput")
                .doesNotContain("software.amazon.awssdk");
    }

    private void script(String text) {
        job.source("train.sh", "#!/bin/sh\n" + text);
    }

    private void python(String count, String ending) throws IOException {
        String program = Files.readString(Path.of("src/test/programs/write_many.py"));
        job.source("write_many.py", program)
                .source("train.sh", "#!/bin/sh\nexec python3 write_many.py " + count + " " + ending + "\n");
    }

    private Train train() {
        return Train.built().on(job).with(s3.variables()).with("TRAINING_JOB_NAME", "my-job");
    }

    private static List<String> warnings(String log) {
        return log.lines().filter(line -> line.contains(" WARNING ")).toList();
    }

    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> content.put(folder.relativize(file).toString(), text(file)));
        }
        return content;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
