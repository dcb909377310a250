package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.store.s3.ScriptedS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements from CodeArtifact, by the built {@code train} and a real pip. */
class CodeArtifactIT {
    private static final String ARN = "arn:aws:codeartifact:eu-west-1:123456789012:repository/ml/store";

    /** A program that tells its variables. */
    private static final String PROGRAM = "import os\nprint(sorted(os.environ.items()))\n";

    /** Builds a wheel of one module, and leaves word of the variables and files that a package's setup could see. */
    private static final String BACKEND = """
            import os, zipfile
            import tinybuild
            NAME, INFO = 'tinysource', 'tinysource-1.0.dist-info/'
            def build_wheel(folder, config_settings=None, metadata_directory=None):
                with open(os.environ['WITNESS'], 'w') as witness:
                    witness.write(repr(sorted(os.environ.items())))
                wheel = NAME + '-1.0-py3-none-any.whl'
                with zipfile.ZipFile(os.path.join(folder, wheel), 'w') as zip:
                    zip.writestr(NAME + '.py', 'VERSION = 1')
                    zip.writestr(INFO + 'METADATA', 'Metadata-Version: 2.1\\nName: tinysource\\nVersion: 1.0\\n')
                    zip.writestr(INFO + 'WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
                    zip.writestr(INFO + 'RECORD', '')
                return wheel
            """;

    @TempDir
    private static Path environment;

    @TempDir
    private Path base;

    private final PackageServer server = new PackageServer();
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
        job = JobFolder.in(base).program("train.py").source("train.py", PROGRAM);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void requirementsComeFromTheRepositoryAndTheTokenIsNowhere() throws IOException {
        server.wheel("tinybuild", "").source("tinysource", "tinybuild", BACKEND);
        job.source("requirements.txt", "tinysource==1.0\n").source("train.py", "import tinysource\n" + PROGRAM);
        Path witness = base.resolve("witness.txt");

        Train.Result result = train().with("WITNESS", witness.toString())
                .with("PIP_VERBOSE", "3")
                .with("PIP_NO_CACHE_DIR", "1")
                .run();

        assertThat(result.exitCode()).as(result.stderr() + result.stdout()).isZero();
        assertThat(result.stderr()).contains("packages come from CodeArtifact repository 'store' of domain 'ml'");
        assertThat(server.commandLines())
                .anyMatch(line -> line.contains("pip install"))
                // The one that pip starts for the build, with the index's URL among its arguments.
                .anyMatch(line -> line.contains("-i " + server.url()))
                .noneMatch(line -> line.contains(PackageServer.TOKEN));
        assertThat(result.stdout() + result.stderr() + Files.readString(witness))
                .doesNotContain(PackageServer.TOKEN);
        assertThat(result.stdout().lines().filter(line -> line.startsWith("[(")).toList())
                .singleElement()
                .asString()
                .doesNotContain("PIP_INDEX_URL", "NETRC");
        assertNoFileHoldsTheToken();
    }

    @Test
    void whatIsNotThereIsAFailureWithoutTheToken() throws IOException {
        job.source("requirements.txt", "no-such-package\n");

        Train.Result result = train().run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure()).startsWith("InstallRequirementsError").contains("no-such-package");
        assertThat(job.failure() + result.stdout() + result.stderr()).doesNotContain(PackageServer.TOKEN);
        assertThat(server.refusals()).isZero();
        assertNoFileHoldsTheToken();
    }

    @Test
    void anIndexOfTheImagesOwnGivesWay() {
        server.wheel("tinywheel", "");
        job.source("requirements.txt", "tinywheel\n");

        Train.Result result = train().with("PIP_INDEX_URL", "http://user:hidden-pass@127.0.0.1:9/simple")
                .run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr())
                .contains("PIP_INDEX_URL is " + server.url()
                        + "/pypi/store/simple/ while packages are installed, in place"
                        + " of http://****@127.0.0.1:9/simple")
                .doesNotContain("hidden-pass");
    }

    @Test
    void theUsersOwnLoginsStay() throws Exception {
        server.wheel("tinylogin", "");
        Files.writeString(base.resolve(".netrc"), "machine other.example.com login me password my-own-password\n");
        job.source("requirements.txt", "tinylogin\n").source("setup.py", """
                        import netrc, os
                        from setuptools import setup
                        logins = netrc.netrc(os.environ['NETRC']).hosts
                        print('logins for', sorted(logins))
                        setup(name='mymodule', py_modules=[])
                        """);

        Train.Result result = train().with("PIP_VERBOSE", "1")
                .with("PIP_NO_BUILD_ISOLATION", "0")
                .run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).contains("logins for ['127.0.0.1', 'other.example.com']");
    }

    @Test
    void nothingIsAskedForIfNothingIsInstalled() {
        Train.Result result = train().with("CA_REPOSITORY_ARN", "nonsense").run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(server.commandLines()).isEmpty();
    }

    @Test
    void anArnThatIsNoneSaysWhatIsExpected() {
        job.source("requirements.txt", "tinywheel\n");

        assertThat(train().with("CA_REPOSITORY_ARN", "arn:aws:s3:::bucket")
                        .run()
                        .exitCode())
                .isEqualTo(78);
        assertThat(job.failure())
                .startsWith(
                        "ConfigurationError: environment variable CA_REPOSITORY_ARN is 'arn:aws:s3:::bucket'; expected"
                                + " arn:aws:codeartifact:REGION:ACCOUNT:repository/DOMAIN/REPOSITORY");
    }

    @Test
    void aDomainThatIsNotThereIsNamed() {
        job.source("requirements.txt", "tinywheel\n");

        Train.Result result =
                train().with("CA_REPOSITORY_ARN", ARN.replace("/ml/", "/mll/")).run();

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(job.failure())
                .startsWith(
                        "DownloadError: cannot get access to CodeArtifact repository 'store' of domain 'mll' (account"
                                + " 123456789012, region eu-west-1) from " + server.url()
                                + ": CodeArtifact answered 404 ResourceNotFoundException: Domain not found");
    }

    @Test
    void aMissingPermissionIsNamed() {
        job.source("requirements.txt", "tinywheel\n");
        try (ScriptedS3 denying = new ScriptedS3((request, answer) -> answer.header(
                        "x-amzn-ErrorType", "AccessDeniedException:http://internal.amazon.com/coral/")
                .send(403, "{\"message\":\"User: x is not authorized\"}".getBytes(StandardCharsets.UTF_8)))) {
            Train.Result result =
                    train().with("AWS_ENDPOINT_URL_CODEARTIFACT", denying.url()).run();

            assertThat(result.exitCode()).isEqualTo(77);
            assertThat(job.failure())
                    .contains(
                            "AccessDeniedException: User: x is not authorized",
                            "codeartifact:GetAuthorizationToken",
                            "codeartifact:GetRepositoryEndpoint",
                            "codeartifact:ReadFromRepository",
                            "sts:GetServiceBearerToken")
                    .doesNotContain("coral");
        }
    }

    private Train train() {
        return Train.built()
                .on(job)
                .with("VIRTUAL_ENV", environment.toString())
                .with("CA_REPOSITORY_ARN", ARN)
                .with("AWS_ENDPOINT_URL_CODEARTIFACT", server.url())
                .with("AWS_ACCESS_KEY_ID", S3Proxy.KEY_ID)
                .with("AWS_SECRET_ACCESS_KEY", S3Proxy.SECRET)
                .with("PIP_RETRIES", "0");
    }

    private void assertNoFileHoldsTheToken() throws IOException {
        for (Path folder : new Path[] {base, environment, Path.of("/dev/shm")}) {
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)).noneMatch(CodeArtifactIT::holdsTheToken);
            }
        }
    }

    private static boolean holdsTheToken(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(PackageServer.TOKEN);
        } catch (IOException e) {
            // Gone, or not ours.
            return false;
        }
    }
}
