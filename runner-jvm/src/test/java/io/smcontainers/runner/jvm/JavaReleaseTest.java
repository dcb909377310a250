package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaReleaseTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"17.0.15,17", "25,25", "1.8.0_402,8", "21-ea,21", "9.0.4,9", "100.1,100"})
    void theFeatureIsTheNumberThatPeopleSay(String version, int feature) {
        assertThat(JavaRelease.parse("JAVA_VERSION=\"" + version + "\""))
                .hasValue(new JavaRelease(version, feature, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JAVA_VERSION", "JAVA_VERSION=", "JAVA_VERSION=\"new\"", "\u0000="})
    void aFileThatDoesNotTellTheVersionTellsNothing(String text) {
        assertThat(JavaRelease.parse(text)).isEmpty();
    }

    @Test
    void aModuleIsKnownToBeMissingOnlyWhereModulesAreListed() {
        JavaRelease listed = JavaRelease.parse("MODULES=\"java.base java.xml\"\nJAVA_VERSION=\"17\"\n")
                .orElseThrow();
        JavaRelease silent = JavaRelease.parse("JAVA_VERSION=\"17\"").orElseThrow();

        assertThat(listed.lacks("java.sql")).isTrue();
        assertThat(listed.lacks("java.xml")).isFalse();
        assertThat(silent.lacks("java.sql")).isFalse();
    }

    @Test
    void theReleaseOfAJdkIsFoundFromItsJre() throws Exception {
        Path java = folder.resolve("jdk8/jre/bin/java");
        Files.createDirectories(java.getParent());
        Files.createFile(java);
        Files.writeString(folder.resolve("jdk8/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        assertThat(JavaRelease.of(java)).hasValue(new JavaRelease("1.8.0_402", 8, Set.of()));
    }

    @Test
    void thereMayBeNone() {
        assertThat(JavaRelease.of(folder.resolve("bin/java"))).isEmpty();
    }

    @Test
    void theJavaOfThisTestHasOne() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assertThat(JavaRelease.of(java).orElseThrow().feature())
                .isEqualTo(Runtime.version().feature());
    }
}
