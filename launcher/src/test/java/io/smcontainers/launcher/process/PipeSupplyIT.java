package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.LogLevel;
import io.smcontainers.launcher.TestLog;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipeSupplyIT {
    private final TestLog log = new TestLog();
    private final OwnChildren children = new OwnChildren();

    @TempDir
    Path folder;

    @Test
    void whatNobodyTookIsDeleted() throws Exception {
        new PipeSupply(folder, children, log.log()).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void eachProcessGetsPipesOfItsOwnThatEndWithTheLastWriter() throws Exception {
        try (PipeSupply supply = new PipeSupply(folder, children, log.log())) {
            for (String text : new String[] {"first", "second"}) {
                OutputPipes pipes = supply.take().orElseThrow();
                ProcessBuilder builder = new ProcessBuilder("sh", "-c", "(sleep 0.1; echo " + text + ") &");
                pipes.redirect(builder);
                try (InputStream stdout = pipes.openStdout();
                        InputStream stderr = pipes.openStderr()) {
                    Process process = builder.start();
                    pipes.close();

                    assertThat(process.waitFor()).isZero();
                    assertThat(lines(stdout)).containsExactly(text);
                    assertThat(lines(stderr)).isEmpty();
                }
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nobodyElseMayOpenThem() throws Exception {
        OutputPipes pipes = OutputPipes.make(folder, children);
        try (pipes) {
            Path made = folder.toFile().listFiles()[0].toPath();
            assertThat(Files.getPosixFilePermissions(made)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whereNothingMayBeWrittenThereAreNone() throws Exception {
        log.log().threshold(LogLevel.DEBUG);
        try (PipeSupply supply = new PipeSupply(folder.resolve("missing"), children, log.log())) {
            assertThat(supply.take()).isEqualTo(Optional.empty());
        }
        assertThat(log.text()).contains("no pipes of our own").contains("NoSuchFileException");
    }

    private static List<String> lines(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
