package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserArgumentsTest {
    @Test
    void aNameOfOneCharacterHasOneDashAndAnEmptyNameNone() {
        assertThat(arguments("{\"k\": 1, \"key\": 2, \"😀\": 3, \"\": 4, \"-\": 5, \"e\u0301\": 6}"))
                .containsExactly("", "4", "--", "5", "--e\u0301", "6", "-k", "1", "--key", "2", "-😀", "3");
    }

    @Test
    void namesAreInTheOrderOfTheirCodePoints() {
        assertThat(arguments("{\"b\": 1, \"😀😀\": 2, \"\uFFFD\uFFFD\": 3, \"B\": 4, \"aa\": 5, \"a\": 6}"))
                .containsExactly("-B", "4", "-a", "6", "--aa", "5", "-b", "1", "--\uFFFD\uFFFD", "3", "--😀😀", "2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    null                              | ``
                    ""                                | ``
                    "a b"                             | a b
                    true                              | True
                    1e-5                              | 1e-05
                    12345678901234567890123           | 12345678901234567890123
                    []                                | []
                    [1, "a", true, null, 0.5, {"b": []}] | [1, 'a', True, None, 0.5, {'b': []}]
                    {}                                | ``
                    {"b": null, "a": "x y", "c": {"z": 1, "y": "q"}} | a=x y,b=None,c={'z': 1, 'y': 'q'}
                    """)
    void aValueIsWrittenAsPythonWould(String json, String expected) {
        assertThat(arguments("{\"x\": " + json + "}")).containsExactly("-x", expected);
    }

    @Test
    void thereAreNoArgumentsWithoutHyperparameters() {
        assertThat(UserArguments.of(Hyperparameters.empty())).isEmpty();
        assertThat(UserArguments.passedToPython(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    "a",       a
                    "a,        a
                    a"b,       a"b
                    ""a"b"",   a"b
                    ",         ``
                    """)
    void pythonGetsTheLastArgumentLessTheQuotesAtItsEndsAsUnderThePythonToolkit(String last, String expected) {
        assertThat(UserArguments.passedToPython(List.of("--a", "\"x\"", "--b", last)))
                .containsExactly("--a", "\"x\"", "--b", expected);
    }

    @Test
    void onlyQuotesAtTheVeryEndAreTaken() {
        assertThat(UserArguments.passedToPython(List.of("\"a\"\n"))).containsExactly("a\"\n");
    }

    private static List<String> arguments(String hyperparameters) {
        return UserArguments.of(JobFolder.decoded(hyperparameters));
    }
}
