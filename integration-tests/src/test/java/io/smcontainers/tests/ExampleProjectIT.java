package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM example as it lies in the tarball: a project of its own, which Maven builds with what this build has fetched. */
class ExampleProjectIT {
    @TempDir
    private Path folder;

    @Test
    void theExampleInTheTarballBuildsTheSameCodeFolderAsTheToolkitsBuild() throws Exception {
        Path project = folder.resolve("tribuo");
        copy(Train.home().resolve("examples/tribuo"), project);

        MavenBuild.run(
                project,
                "package",
                "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                "-Dtoolkit=" + Train.home());

        Path code = project.resolve("target/code");
        assertThat(code.resolve("classifier.jar")).isNotEmptyFile();
        assertThat(names(code.resolve("lib")))
                .isEqualTo(names(Path.of(System.getProperty("example.code"), "lib")))
                .contains("tribuo-classification-sgd-4.3.2.jar");
        assertThat(usage(code)).contains("usage: Check");
    }

    /** Starts a program of the jar, which needs the jars that the manifest names. */
    private String usage(Path code) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path log = folder.resolve("check.log");
        Process check = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        code.resolve("classifier.jar").toString(),
                        "io.smcontainers.tribuo.Check")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(check.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(log);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
