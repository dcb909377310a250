package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.store.s3.ScriptedS3;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code on S3, fetched by the built {@code train} from a server that speaks S3. */
class S3IT {
    private static final String TOKEN = "IQoJb3JpZ2luX2VjEXAMPLETOKEN0123456789";

    @TempDir
    private static Path shared;

    private static S3Proxy s3;

    @TempDir
    private Path folder;

    private JobFolder job;

    @BeforeAll
    static void startServer() throws IOException {
        s3 = S3Proxy.start(shared);
    }

    @AfterAll
    static void stopServer() {
        s3.close();
    }

    @BeforeEach
    void layOut() throws IOException {
        job = JobFolder.in(Files.createDirectories(folder.resolve("ml"))).program("train.sh");
    }

    @Test
    void anArchiveIsFetchedAndRun() throws IOException {
        Path object = s3.object("code", "a job/sourcedir.tar.gz");
        writeArchive(object, 10, 1000);
        job.hyperparameter("sagemaker_container_log_level", "10");

        Train.Result result = run("s3://code/a job/sourcedir.tar.gz");

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).startsWith("ran\n");
        assertThat(result.stderr()).contains("fetched 11 files", "from s3://code/a job/sourcedir.tar.gz", "store s3");
        assertNoSecret(result);
    }

    @Test
    void allObjectsBelowAPrefixAreFetched() throws IOException {
        Files.writeString(s3.object("code", "folder/train.sh"), "#!/bin/sh\ncat lib/a.txt 'lib/ü b.txt'\n");
        Files.writeString(s3.object("code", "folder/lib/a.txt"), "a\n");
        Files.writeString(s3.object("code", "folder/lib/ü b.txt"), "b\n");
        Files.writeString(s3.object("code", "folder-2/train.sh"), "#!/bin/sh\necho wrong\n");

        assertThat(run("s3://code/folder").stdout()).isEqualTo("a\nb\n");
    }

    @Test
    void aJobNeedsLittleMemoryHoweverLargeItsCode() throws IOException {
        writeArchive(s3.object("code", "large.tar.gz"), 200, 500_000);

        Train.Result result = run("s3://code/large.tar.gz");

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        long peakKilobytes = Long.parseLong(result.stdout().replaceAll("(?s).*VmHWM:\\s*(\\d+) kB.*", "$1"));
        assertThat(peakKilobytes).isLessThan(160 << 10);
    }

    @Test
    void credentialsComeFromTheContainersEndpointAndAreNotToldToAnybody() throws IOException {
        Path object = s3.object("code", "small.tar.gz");
        writeArchive(object, 1, 10);
        String credentials = "{\"AccessKeyId\":\"" + S3Proxy.KEY_ID + "\",\"SecretAccessKey\":\"" + S3Proxy.SECRET
                + "\",\"Token\":\"" + TOKEN + "\",\"Expiration\":\"2100-01-01T00:00:00Z\"}";
        try (ScriptedS3 endpoint =
                new ScriptedS3((request, answer) -> answer.send(200, credentials.getBytes(StandardCharsets.UTF_8)))) {
            job.hyperparameter("sagemaker_submit_directory", "s3://code/small.tar.gz")
                    .hyperparameter("sagemaker_container_log_level", "10");
            Train.Result result = Train.built()
                    .on(job)
                    .with("S3_ENDPOINT_URL", s3.url())
                    .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint.url() + "/creds")
                    .run();

            assertThat(result.exitCode()).as(result.stderr()).isZero();
            assertThat(endpoint.requests()).isNotEmpty();
            assertNoSecret(result);
        }
    }

    @Test
    void wrongCredentialsAreAnErrorThatSaysSoAndLeavesNothing() throws IOException {
        writeArchive(s3.object("code", "denied.tar.gz"), 1, 10);
        job.hyperparameter("sagemaker_submit_directory", "s3://code/denied.tar.gz");

        Train.Result result = Train.built()
                .on(job)
                .with(s3.variables())
                .with("AWS_SECRET_ACCESS_KEY", "another-secret-than-the-server-has")
                .run();

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(77);
        assertThat(job.failure())
                .startsWith("DownloadError: cannot fetch s3://code/denied.tar.gz (bucket 'code', key 'denied.tar.gz'")
                .contains("SignatureDoesNotMatch", "credentials are wrong")
                .doesNotContain("another-secret");
        assertThat(result.stderr()).doesNotContain("another-secret");
        assertThat(job.base().resolve("code")).isEmptyDirectory();
    }

    @Test
    void noCredentialsAreAnErrorThatSaysSo() {
        job.hyperparameter("sagemaker_submit_directory", "s3://code/sourcedir.tar.gz");

        Train.Result result = Train.built()
                .on(job)
                .with("S3_ENDPOINT_URL", s3.url())
                .with("AWS_EC2_METADATA_DISABLED", "true")
                .run();

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(77);
        assertThat(job.failure()).contains("there are no credentials", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    }

    @Test
    void aKeyThatIsNotThereIsAnErrorThatNamesTheNearest() throws IOException {
        writeArchive(s3.object("nearest", "job/sourcedir.tar.gz"), 1, 10);

        assertThat(run("s3://nearest/job/sourcdir.tar.gz").exitCode()).isEqualTo(69);
        assertThat(job.failure())
                .startsWith("DownloadError: ")
                .contains("there is no object with this key", "Did you mean 'job/sourcedir.tar.gz'?");

        assertThat(run("s3://no-such-bucket/a.tar.gz").exitCode()).isEqualTo(69);
        assertThat(run("s3://").exitCode()).isEqualTo(78);
    }

    @Test
    void whatIsNoArchiveIsAnError() throws IOException {
        Files.writeString(s3.object("code", "no.tar.gz"), "no archive\n");

        assertThat(run("s3://code/no.tar.gz").exitCode()).isEqualTo(65);
        assertThat(job.failure()).contains("s3://code/no.tar.gz: this is not a tar archive");
        assertThat(job.base().resolve("code")).isEmptyDirectory();
    }

    @Test
    void aStreamThatIsCutAgainAndAgainLeavesNoPartOfTheCode() throws IOException {
        Path archive = folder.resolve("code.tar.gz");
        writeArchive(archive, 20, 50_000);
        byte[] content = Files.readAllBytes(archive);
        try (ScriptedS3 cutting = new ScriptedS3(
                (request, answer) -> answer.header("ETag", "\"1\"").cut(request, content, content.length - 10_000))) {
            assertThat(run(cutting, "s3://code/code.tar.gz").exitCode()).isEqualTo(69);
        }
        assertThat(job.failure()).contains("breaks off again and again");
        assertThat(job.base().resolve("code")).isEmptyDirectory();
    }

    @Test
    void aStopRequestEndsADownloadThatHangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        byte[] content = new byte[1_000_000];
        try (ScriptedS3 hanging = new ScriptedS3((request, answer) -> {
            answer.sendPart(200, content, 0, 1000, content.length);
            asked.countDown();
            answer.hang();
        })) {
            job.hyperparameter("sagemaker_submit_directory", "s3://code/train.py");
            try (RunningTrain train = Train.built()
                    .with(s3.variables())
                    .with("S3_ENDPOINT_URL", hanging.url())
                    .started(job)) {
                assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
                long start = System.nanoTime();

                train.signal("TERM");

                assertThat(train.exitCode()).as(train.stderr()).isEqualTo(143);
                assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
            }
        }
        assertThat(job.base().resolve("code")).isEmptyDirectory();
    }

    @Test
    void aTreeWithoutTheSdkRunsOtherJobsAndSaysWhatIsMissing() throws Exception {
        Path home = folder.resolve("tree");
        copy(Train.home(), home);
        delete(home.resolve("lib/aws"));
        assertMissing(home, "no-sdk", "the AWS SDK is not in this image");

        try (var jars = Files.newDirectoryStream(home.resolve("lib"), "sagemaker-containers-store-s3-*.jar")) {
            for (Path jar : jars) {
                Files.delete(jar);
            }
        }
        assertMissing(home, "no-store", "has no sagemaker-containers-store-s3-*.jar");
    }

    private void assertMissing(Path home, String name, String message) throws IOException {
        JobFolder local = JobFolder.in(Files.createDirectory(folder.resolve(name + "-local")))
                .program("train.sh")
                .source("train.sh", "#!/bin/sh\necho ran\n");
        Train.Result result = Train.at(home.resolve("bin/train")).on(local).run();
        assertThat(result.stdout()).as(result.stderr()).isEqualTo("ran\n");

        JobFolder remote = JobFolder.in(Files.createDirectory(folder.resolve(name + "-remote")))
                .program("train.sh")
                .hyperparameter("sagemaker_submit_directory", "s3://code/a.tar.gz");
        assertThat(Train.at(home.resolve("bin/train")).on(remote).run().exitCode())
                .isEqualTo(69);
        assertThat(remote.failure()).startsWith("DownloadError: ").contains(message);
    }

    private Train.Result run(String location) {
        job.hyperparameter("sagemaker_submit_directory", location);
        return Train.built().on(job).with(s3.variables()).run();
    }

    private Train.Result run(ScriptedS3 server, String location) {
        job.hyperparameter("sagemaker_submit_directory", location);
        return Train.built()
                .on(job)
                .with(s3.variables())
                .with("S3_ENDPOINT_URL", server.url())
                .run();
    }

    private void assertNoSecret(Train.Result result) throws IOException {
        for (String secret : new String[] {S3Proxy.SECRET, TOKEN}) {
            assertThat(result.stderr()).doesNotContain(secret);
            try (var files = Files.walk(job.base())) {
                assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> holds(file, secret));
            }
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes an archive of a program that tells the peak memory of train, and of some files that do not compress. */
    private static void writeArchive(Path file, int files, int bytes) throws IOException {
        Random random = new Random(files);
        byte[] content = new byte[bytes];
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out), "UTF-8")) {
            add(
                    tar,
                    "train.sh",
                    "#!/bin/sh\necho ran\ngrep VmHWM /proc/$PPID/status\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < files; i++) {
                random.nextBytes(content);
                add(tar, "data/" + i, content);
            }
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void copy(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", "-al", from.toString(), to.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
