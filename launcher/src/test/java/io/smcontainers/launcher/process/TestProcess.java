package io.smcontainers.launcher.process;

import io.smcontainers.launcher.AwaitedOutput;
import io.smcontainers.launcher.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs small programs, most of them those under {@code src/test/programs}, and keeps what they write. */
final class TestProcess {
    static final Path PROGRAMS = Path.of("src/test/programs").toAbsolutePath();
    static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

    final AwaitedOutput stdout = new AwaitedOutput();
    final AwaitedOutput stderr = new AwaitedOutput();
    final TestLog log = new TestLog();
    final JobSignals signals = new JobSignals();
    final OwnChildren children = new OwnChildren();

    private Patience patience = Patience.ofGrace(Duration.ofSeconds(60));

    TestProcess patience(Patience other) {
        patience = other;
        return this;
    }

    /** Runs a program with arguments to its end. */
    ProcessResult run(String program, String... arguments) {
        return run(argv(program, List.of(arguments)), ENVIRONMENT, new OutputTargets(stdout, stderr));
    }

    ProcessResult run(List<String> argv, Map<String, String> environment, OutputTargets targets) {
        return new ProcessRunner(signals, patience, log.log(), children).run(argv, PROGRAMS, environment, targets);
    }

    /** Runs a program while the test goes on. */
    CompletableFuture<ProcessResult> start(String program, String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(program, arguments)).orTimeout(60, TimeUnit.SECONDS);
    }

    /** Returns how to run one of the programs, or any other on PATH. */
    static List<String> argv(String program, List<String> arguments) {
        String file = program.endsWith(".py") || program.endsWith(".sh")
                ? PROGRAMS.resolve(program).toString()
                : program;
        List<String> argv = new ArrayList<>(
                // Python starts faster without the user's site packages.
                program.endsWith(".py") ? List.of("python3", "-I", "-S", file) : Collections.singletonList(file));
        argv.addAll(arguments);
        return argv;
    }
}
