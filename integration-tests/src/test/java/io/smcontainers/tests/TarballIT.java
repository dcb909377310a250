package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tarball as somebody unpacks it: anywhere, under any name, as anybody. */
class TarballIT {
    private static final long MAX_BYTES = 45_000_000;

    @TempDir
    private Path folder;

    private Path home;
    private JobFolder job;

    @BeforeEach
    void unpack() throws Exception {
        Path unpacked = Files.createDirectories(folder.resolve("some where/é"));
        command("tar", "xzf", tarball().toString(), "-C", unpacked.toString());
        home = unpacked.resolve("sagemaker-containers");
        job = JobFolder.in(Files.createDirectories(folder.resolve("ml")))
                .program("train.sh")
                .source("train.sh", "#!/bin/sh\necho ran\n");
    }

    @Test
    void itRunsFromAFolderWithBlanksAndAccentsAndFromAnyWorkingDirectory() {
        assertRan(Train.at(home.resolve("bin/train")).in(Path.of("/")));
        assertRan(Train.at(home.resolve("bin/train")).in(folder));
    }

    @Test
    void itRunsThroughAChainOfLinks() throws IOException {
        Path first = Files.createSymbolicLink(folder.resolve("first"), home.resolve("bin/train"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path second = Files.createSymbolicLink(bin.resolve("train"), Path.of("../first"));

        assertRan(Train.at(first));
        assertRan(Train.at(second));
        assertRan(Train.at(Path.of("/usr/bin/env")).with("PATH", bin + ":/usr/bin:/bin"), "train");
    }

    @Test
    void itRunsAsAUserWhoMayWriteNothingOfIt() throws Exception {
        command("chmod", "-R", "a+rX", folder.toString());
        command("chmod", "-R", "a+rwX", job.base().toString());
        for (Path parent = folder; parent.getNameCount() > 1; parent = parent.getParent()) {
            command("chmod", "a+x", parent.toString());
        }
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "env",
                        "-i",
                        "PATH=/usr/bin:/bin",
                        "SAGEMAKER_BASE_DIR=" + job.base(),
                        home.resolve("bin/train").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("ran\n");
    }

    @Test
    void warmWritesAnArchiveThatLaterStartsUse() throws Exception {
        Train.Result warm = Train.at(home.resolve("bin/train")).run("warm");

        assertThat(warm.exitCode()).as(warm.stderr()).isZero();
        assertThat(home.resolve("lib/train.jsa")).isNotEmptyFile();
        assertThat(home.resolve("lib/train-s3.jsa")).satisfies(archive -> assertThat(Files.size(archive))
                .isGreaterThan(Files.size(home.resolve("lib/train.jsa"))));
        assertRan(Train.at(home.resolve("bin/train")));
    }

    @Test
    void helpForWarmWritesNoArchive() {
        Train.Result help = Train.at(home.resolve("bin/train")).run("warm", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(home.resolve("lib/train.jsa")).doesNotExist();
    }

    @Test
    void anArchiveThatDoesNotFitIsSilentlyIgnored() throws Exception {
        Files.writeString(home.resolve("lib/train.jsa"), "not an archive");

        Train.Result result = Train.at(home.resolve("bin/train")).on(job).run();

        assertThat(result.stdout()).isEqualTo("ran\n");
        assertThat(result.stderr().lines()).allMatch(line -> line.startsWith("20"), "is one of our own log lines");
    }

    @Test
    void everyProgramInItHasItsRunBit() throws IOException {
        try (Stream<Path> programs = Files.list(home.resolve("runtime/bin"))) {
            assertThat(programs).isNotEmpty().allMatch(Files::isExecutable);
        }
        assertThat(List.of(home.resolve("bin/train"), home.resolve("runtime/lib/jspawnhelper")))
                .allMatch(Files::isExecutable);
    }

    @Test
    void itHoldsWhatItPromises() {
        assertThat(List.of(
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "plugins",
                        "examples/iris/train.py",
                        "examples/tribuo/README.md",
                        "runtime/legal"))
                .allMatch(name -> Files.exists(home.resolve(name)));
    }

    /** Somebody downloads it into each image. Where a change goes beyond, find out what it brings. */
    @Test
    void itIsNoBiggerThanItNeedBe() throws IOException {
        assertThat(Files.size(tarball())).isLessThan(MAX_BYTES);
    }

    @Test
    void whatAPluginLogsHasTheColumnsOfOurOwnLines() throws IOException {
        JavaCode plugin = new JavaCode(folder.resolve("plugin"))
                .using(library("sagemaker-containers-spi-"))
                .using(library("sagemaker-containers-core-"))
                .using(library("slf4j-api-"))
                .type("acme.AcmeProbe", """
                        public class AcmeProbe implements io.smcontainers.spi.HardwareProbe {
                            public String id() { return "acme"; }
                            public io.smcontainers.spi.Finding probe(io.smcontainers.spi.Machine machine) {
                                org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(AcmeProbe.class);
                                log.debug("not shown");
                                log.warn("no driver for {}", "acme-1");
                                return new io.smcontainers.spi.Finding.Absent("no device");
                            }
                        }
                        """);
        Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
        Files.writeString(services.resolve("io.smcontainers.spi.HardwareProbe"), "acme.AcmeProbe\n");
        plugin.jar(home.resolve("plugins/acme.jar"));

        Train.Result result = Train.at(home.resolve("bin/train")).on(job).run();

        assertThat(result.stdout()).isEqualTo("ran\n");
        assertThat(result.stderr())
                .containsPattern("(?m)^\\d{4}-\\S+Z WARNING AcmeProbe no driver for acme-1$")
                .doesNotContain("not shown");
    }

    private Path library(String name) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void assertRan(Train train, String... arguments) {
        Train.Result result = train.on(job).run(arguments);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).isEqualTo("ran\n");
    }

    private static Path tarball() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("train.distribution")))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void command(String... argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", argv)).isZero();
    }
}
