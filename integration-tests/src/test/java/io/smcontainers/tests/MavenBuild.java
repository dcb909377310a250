package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Builds a project with the Maven and the Java that build this one, without a network. */
final class MavenBuild {
    private static final int LIMIT_SECONDS = 180;

    private MavenBuild() {}

    static void run(Path project, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("maven", ".log");
        List<String> argv = new ArrayList<>(
                List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(), "--quiet", "--batch-mode"));
        argv.add("--offline");
        argv.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_CONFIG");
        Process maven = builder.redirectOutput(log.toFile()).start();
        try {
            assertThat(maven.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            maven.destroyForcibly();
            Files.delete(log);
        }
    }
}
