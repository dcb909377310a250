package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void aShortTextIsShownOnOneLine() {
        assertThat(Excerpt.of("two\nlines\r", 20)).isEqualTo("two\\nlines\\r");
        assertThat(Excerpt.of("1234", 4)).isEqualTo("1234");
    }

    @Test
    void ofALongTextTheLengthIsTold() {
        assertThat(Excerpt.of("x".repeat(200_000), 3)).isEqualTo("xxx... (200000 characters)");
    }

    @Test
    void aCharacterIsNotCutInTwo() {
        assertThat(Excerpt.of("a🙂b", 2)).isEqualTo("a... (4 characters)");
    }
}
