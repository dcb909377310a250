package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements, installed into a virtual environment of the test's own, without a network. */
class InstallIT {
    private static final String IMPORT_IT = "import tinywheel\nprint('imported', tinywheel.VERSION)\n";

    @TempDir
    private Path base;

    private Path environment;
    private JobFolder job;

    @BeforeEach
    void makeVirtualEnvironment() throws Exception {
        environment = base.resolve("venv");
        Process venv = new ProcessBuilder("/usr/bin/env", "python3", "-m", "venv", environment.toString())
                .inheritIO()
                .start();
        assertThat(venv.waitFor())
                .as("python3 -m venv, which needs Debian's python3-venv")
                .isZero();
        job = JobFolder.in(base.resolve("ml"));
    }

    @Test
    void aWheelBesideTheRequirementsIsInstalledWithoutANetwork() throws IOException {
        job.program("train.py").source("train.py", IMPORT_IT).source("requirements.txt", "tinywheel==1.0\n");
        writeWheel(job.base().resolve("source/wheels"));

        Train.Result result = train().run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).contains("imported 1.0");
    }

    @Test
    void aShellScriptGetsItsRequirementsToo() throws IOException {
        job.program("train.sh")
                .source(
                        "train.sh",
                        "#!/bin/sh\nexec \"$VIRTUAL_ENV/bin/python\" -c 'import tinywheel; print(\"imported\")'\n")
                .source("requirements.txt", "tinywheel\n");
        writeWheel(job.base().resolve("source/wheels"));

        assertThat(train().run().stdout()).contains("imported");
    }

    @Test
    void aMissingRequirementNamesItselfAtTheStartOfTheFailure() {
        job.program("train.py").source("train.py", "").source("requirements.txt", "no-such-package-anywhere\n");

        Train.Result result = train().with("PIP_NO_INDEX", "1").run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure()).startsWith("InstallRequirementsError:\nExitCode 1\nErrorMessage \"ERROR: ");
        assertThat(job.failure()
                        .substring(
                                0, 1024 > job.failure().length() ? job.failure().length() : 1024))
                .contains("no-such-package-anywhere");
        assertThat(job.has("output/success")).isFalse();
    }

    @Test
    void theCredentialsOfAnIndexAreNowhere() {
        job.program("train.py").source("train.py", "").source("requirements.txt", "no-such-package-anywhere\n");

        Train.Result result = train().with("PIP_INDEX_URL", "http://alice:s3cr3t-t0ken@127.0.0.1:9/simple")
                .with("PIP_RETRIES", "0")
                .run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure() + result.stdout() + result.stderr()).doesNotContain("s3cr3t-t0ken");
    }

    private Train train() {
        return Train.built().on(job).with("VIRTUAL_ENV", environment.toString());
    }

    /** Makes the smallest wheel that pip takes (PEP 427). */
    private static void writeWheel(Path folder) throws IOException {
        Path wheel = Files.createDirectories(folder).resolve("tinywheel-1.0-py3-none-any.whl");
        String info = "tinywheel-1.0.dist-info/";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            write(zip, "tinywheel.py", "VERSION = '1.0'\n");
            write(zip, info + "METADATA", "Metadata-Version: 2.1\nName: tinywheel\nVersion: 1.0\n");
            write(
                    zip,
                    info + "WHEEL",
                    "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            write(
                    zip,
                    info + "RECORD",
                    "tinywheel.py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n");
        }
    }

    private static void write(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
