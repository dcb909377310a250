package io.smcontainers.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.Launcher;
import io.smcontainers.launcher.TestJob;
import io.smcontainers.spi.FrameworkRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runner of somebody else's whose plan has a parameter server beside the program. */
@Timeout(60)
class ParameterServerIT {
    private static final String RUNNER = """
            package example;
            import io.smcontainers.spi.*;
            import java.nio.file.Path;
            public final class PsRunner implements FrameworkRunner {
                public String id() { return "ps"; }
                public int priority() { return 10; }
                public Support supports(TrainingJob job) { return Support.yes(); }
                public LaunchPlan plan(TrainingJob job) {
                    return LaunchPlan.running(Command.of("sh", job.programName().orElseThrow()))
                            .beside(new Sidecar("parameter-server", Command.of("sh", "server.sh"),
                                    new Readiness.FileExists(Path.of("served"))));
                }
            }
            """;

    /** Its trap starts nothing: a signal goes to the whole tree, also to what is started while it is sent. */
    private static final String SERVER = """
            trap 'read -r what < trained; echo "ended after $what"; exit 0' TERM
            echo "serving on $SM_CURRENT_HOST"
            echo weights > served
            while :; do sleep 0.05; done
            """;

    @TempDir
    private Path base;

    @Test
    void itServesWhileTheProgramRunsAndEndsAfterIt() throws IOException {
        TestJob job = job("cat served; echo program > trained\n");

        assertThat(run(job)).isZero();

        assertThat(job.stdout().text()).isEqualTo("serving on algo-1\nweights\nended after program\n");
        assertThat(job.log().infos()).contains("parameter-server is ready");
    }

    @Test
    void itEndsAfterAProgramThatFailed() throws IOException {
        TestJob job = job("echo failed > trained; exit 3\n");

        assertThat(run(job)).isEqualTo(3);
        assertThat(job.stdout().text()).endsWith("ended after failed\n");
    }

    @Test
    void withoutItTheProgramIsNotStarted() throws IOException {
        TestJob job = job("echo never\n").code("server.sh", "echo 'address in use' >&2; exit 1\n");

        assertThat(run(job)).isEqualTo(69);

        assertThat(job.stdout().text()).isEmpty();
        assertThat(job.layout().failureFile())
                .content()
                .startsWith(
                        "ConfigurationError: parameter-server, which runs beside the program, ended with exit code 1"
                                + " before it was ready: address in use");
    }

    private TestJob job(String program) throws IOException {
        Files.createDirectories(base.resolve("plugins"));
        PluginClasses.compile(Map.of("example.PsRunner", RUNNER))
                .jar(base.resolve("plugins/ps.jar"), FrameworkRunner.class, "example.PsRunner\n", "example.PsRunner");
        return new TestJob(base).program("train.sh").code("train.sh", program).code("server.sh", SERVER);
    }

    private static int run(TestJob job) {
        return new Launcher(job.surroundings()).run();
    }
}
