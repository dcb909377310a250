package io.smcontainers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    /** What {@code sh -c 'printf "%s\n" …'} writes, but for what a shell would expand. */
    static Stream<Arguments> quotings() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("  \t\n", List.of()),
                Arguments.of("-Xmx2g  -ea\n-Da=b", List.of("-Xmx2g", "-ea", "-Da=b")),
                Arguments.of("-Da='b c' \"-De=f g\"", List.of("-Da=b c", "-De=f g")),
                Arguments.of("'' a\"\"b", List.of("", "ab")),
                Arguments.of("'a\\'b", List.of("a\\b")),
                Arguments.of("a\\ b \\\\ \\'", List.of("a b", "\\", "'")),
                Arguments.of("\"\\\" \\\\ \\$ \\n\"", List.of("\" \\ $ \\n")),
                Arguments.of("a\\\nb \"c\\\nd\"", List.of("ab", "cd")),
                Arguments.of("\"it's\" 'a\"b'", List.of("it's", "a\"b")),
                Arguments.of("a\\", List.of("a\\")),
                Arguments.of("$HOME `id` $(id) * ; | #", List.of("$HOME", "`id`", "$(id)", "*", ";", "|", "#")));
    }

    @ParameterizedTest
    @MethodSource("quotings")
    void splitsAsAShellDoesAndExpandsNothing(String text, List<String> words) {
        assertThat(ShellWords.split(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "a'b c", "\"a\\\""})
    void aQuoteMustBeClosed(String text) {
        assertThatThrownBy(() -> ShellWords.split(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("the quote ['\"] is not closed");
    }
}
