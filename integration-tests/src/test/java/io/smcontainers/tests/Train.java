package io.smcontainers.tests;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the built {@code bin/train} and waits for its end. */
final class Train {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Path program;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    private final List<String> wrapper = new ArrayList<>();
    private Duration limit = LIMIT;

    private Train(Path program) {
        this.program = program;
        // As bare as a container: above all no locale.
        environment.put("PATH", System.getenv("PATH"));
    }

    /** Returns the built tree. */
    static Path home() {
        return Path.of(System.getProperty("train.distribution"), "sagemaker-containers")
                .normalize();
    }

    /** Returns what was built, warmed. */
    static Train built() {
        return at(WarmTree.home().resolve("bin/train"));
    }

    static Train at(Path program) {
        return new Train(program);
    }

    Train with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Train with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    Train in(Path folder) {
        directory = folder;
        return this;
    }

    Train on(JobFolder job) {
        return with("SAGEMAKER_BASE_DIR", job.base().toString())
                .with("HOME", job.base().toString());
    }

    /** Gives it more time than other tests need, or less. */
    Train within(Duration time) {
        limit = time;
        return this;
    }

    /** Has another program start it, which gets it as its last arguments. */
    Train under(String... program) {
        wrapper.addAll(List.of(program));
        return this;
    }

    /**
     * Makes it PID 1 of a namespace of its own, as it is in a container. The test is skipped where that is not permitted:
     * it takes root, and a container that may make namespaces.
     */
    Train asPid1() {
        List<String> unshare = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
        List<String> attempt = new ArrayList<>(unshare);
        attempt.add("true");
        try {
            Process process =
                    new ProcessBuilder(attempt).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assumeTrue(process.waitFor() == 0, "needs a PID namespace, which is not permitted here: " + output);
            wrapper.addAll(unshare);
            return this;
        } catch (IOException e) {
            return abort("needs unshare of util-linux: " + e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it and returns at once. */
    Process start(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    /** Starts it, for a test that goes on while it runs. */
    RunningTrain started(JobFolder job) throws IOException {
        on(job);
        return RunningTrain.start(builder(), job);
    }

    private ProcessBuilder builder(String... arguments) {
        // These tests may run under nohup, or in the background of a shell, where signals are ignored.
        List<String> argv = new ArrayList<>(List.of("env", "--default-signal"));
        argv.addAll(wrapper);
        argv.add(program.toString());
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    Result run(String... arguments) {
        try {
            Path stdout = Files.createTempFile("train", ".out");
            Path stderr = Files.createTempFile("train", ".err");
            try {
                return run(stdout, stderr, arguments);
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result run(Path stdout, Path stderr, String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("train did not end within " + limit.toSeconds() + " s; it said: " + text(stderr));
        }
        return new Result(process.exitValue(), text(stdout), text(stderr));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /**
     * How it ended.
     *
     * @param exitCode its exit code
     * @param stdout what it wrote to standard output
     * @param stderr what it wrote to standard error
     */
    record Result(int exitCode, String stdout, String stderr) {}
}
