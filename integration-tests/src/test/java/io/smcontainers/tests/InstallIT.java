package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements, installed into a virtual environment of the test's own, without a network. */
class InstallIT {
    @TempDir
    private static Path environment;

    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeAll
    static void makeVirtualEnvironment() throws Exception {
        Process venv = new ProcessBuilder("python3", "-m", "venv", environment.toString())
                .inheritIO()
                .start();
        assertThat(venv.waitFor())
                .as("python3 -m venv (on Debian: apt-get install python3-venv)")
                .isZero();
    }

    @BeforeEach
    void layOut() {
        job = JobFolder.in(base);
    }

    @Test
    void aWheelBesideTheRequirementsIsInstalledWithoutANetwork() throws IOException {
        job.program("train.py")
                .source("train.py", "import tinyone\nprint('imported', tinyone.VERSION)\n")
                .source("requirements.txt", "tinyone==1.0\n");
        writeWheel("tinyone");

        Train.Result result = train().run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).contains("imported 1.0");
    }

    @Test
    void aShellScriptGetsItsRequirementsToo() throws IOException {
        job.program("train.sh")
                .source(
                        "train.sh",
                        "#!/bin/sh\nexec \"$VIRTUAL_ENV/bin/python\" -c 'import tinytwo; print(\"imported\")'\n")
                .source("requirements.txt", "tinytwo\n");
        writeWheel("tinytwo");

        assertThat(train().run().stdout()).contains("imported");
    }

    @Test
    void aMissingRequirementNamesItselfAtTheStartOfTheFailure() {
        job.program("train.py").source("train.py", "").source("requirements.txt", "no-such-package-anywhere\n");

        Train.Result result = train().with("PIP_NO_INDEX", "1").run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure()).startsWith("InstallRequirementsError:\nExitCode 1\nErrorMessage \"ERROR: ");
        assertThat(job.failure().substring(0, Math.min(1024, job.failure().length())))
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

    @Test
    void aPackageIsInstalledAndRunAsAModule() {
        job.program("mymodule.py")
                .source("setup.py", "from setuptools import setup\nsetup(name='mymodule', py_modules=['mymodule'])\n")
                .source("mymodule.py", "import sys\nprint('ran as', __name__, sys.argv[1:])\n")
                .hyperparameter("epochs", "2");

        Train.Result result = train().with("PIP_NO_INDEX", "1").run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).endsWith("ran as __main__ ['--epochs', '2']\n");
    }

    @Test
    void aPackageThatCannotBeBuiltSaysWhy() {
        job.program("train.py").source("train.py", "").source("setup.py", "raise SystemExit('no licence for this')\n");

        Train.Result result = train().with("PIP_NO_INDEX", "1").run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure())
                .startsWith("InstallModuleError:\nExitCode 1\n")
                .contains("no licence for this");
    }

    private Train train() {
        return Train.built().on(job).with("VIRTUAL_ENV", environment.toString());
    }

    private void writeWheel(String name) throws IOException {
        Wheel.write(base.resolve("src/wheels"), name);
    }
}
