package io.smcontainers.tribuo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The built code folder at work, in a JVM of its own. */
final class ExampleProcess {
    private static final String JAR =
            Path.of(System.getProperty("example.code"), "classifier.jar").toString();

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ExampleProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the jar as a job's program. */
    static ExampleProcess train(ExampleJob job) throws IOException {
        ProcessBuilder builder = builder("-jar", JAR);
        builder.environment().put("SAGEMAKER_BASE_DIR", job.path("").toString());
        return new ExampleProcess(builder.start());
    }

    /** Starts another program of the jar. */
    static ExampleProcess program(Class<?> main, Object... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of("-cp", JAR, main.getName()));
        for (Object argument : arguments) {
            argv.add(argument.toString());
        }
        return new ExampleProcess(builder(argv.toArray(String[]::new)).start());
    }

    private static ProcessBuilder builder(String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // half the processor time, for so short a life
        argv.addAll(List.of(arguments));
        return new ProcessBuilder(argv).redirectErrorStream(true);
    }

    /** Waits for a line of its output; returns false if it ends without one. */
    boolean says(Predicate<String> wanted) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (wanted.test(line)) {
                return true;
            }
        }
        return false;
    }

    /** Sends SIGTERM. */
    ExampleProcess stop() {
        process.toHandle().destroy(); // process.destroy() would also close its output
        return this;
    }

    /** Sends SIGKILL. */
    ExampleProcess kill() {
        process.toHandle().destroyForcibly();
        return this;
    }

    int exitCode() throws IOException, InterruptedException {
        says(line -> false);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("it did not end; it said: " + text());
        }
        return process.exitValue();
    }

    /** Returns its output as far as it was waited for. */
    String text() {
        return String.join("\n", lines);
    }

    /** Returns the last epoch that it reported, or 0. */
    int lastEpoch() {
        return lines.stream()
                .filter(line -> line.startsWith("epoch "))
                .mapToInt(line -> Integer.parseInt(line.substring(6, line.indexOf('/'))))
                .max()
                .orElse(0);
    }
}
