package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start-up is a feature: what must not be loaded before the user's program starts, is not. */
class StartUpIT {
    private static final List<String> NOT_BEFORE_THE_PROGRAM = List.of(
            "org.apache.logging.log4j",
            "org.slf4j.",
            "com.sun.jna",
            "software.amazon.awssdk",
            "picocli",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.apache.commons.compress");

    @TempDir
    private Path base;

    @Test
    void aPythonJobLoadsNoLibraryThatItDoesNotNeed() throws Exception {
        JobFolder job = JobFolder.in(base).program("train.py").source("train.py", "print('ran')\n");
        Path classes = base.resolve("classes.log");

        Train.Result result = Train.built()
                .on(job)
                .with("SAGEMAKER_TRAIN_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + classes)
                .run();

        assertThat(result.stdout()).isEqualTo("ran\n");
        String loaded = Files.readString(classes);
        assertThat(loaded).contains("io.smcontainers.launcher.Launcher");
        assertThat(NOT_BEFORE_THE_PROGRAM).noneMatch(loaded::contains);
    }
}
