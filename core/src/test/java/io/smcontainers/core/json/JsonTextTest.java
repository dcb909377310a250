package io.smcontainers.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link PythonFormsTest} does not say: where a text goes wrong, and what we do at our own limits. */
class JsonTextTest {
    @Test
    void aSyntaxErrorTellsLineAndColumn() {
        JsonSyntaxException problem = problem("{\n  \"a\": 1,\n  \"b\": x\n}");

        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.column()).isEqualTo(8);
        assertThat(problem).hasMessageContaining("'x'");
    }

    @Test
    void aTextThatGoesOnAfterItsValueIsRefusedWhereItGoesOn() {
        JsonSyntaxException problem = problem("{}\n {}");

        assertThat(problem).hasMessage("the text goes on after the value");
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void anEmptyTextHasNoValue(String text) {
        assertThat(problem(text)).hasMessage("there is no value");
    }

    @Test
    void aTextThatEndsTooSoonIsExplainedWithoutTheParsersInnerLife() {
        assertThat(problem("{\"a\": 1")).hasMessage("Unexpected end-of-input: expected close marker for Object");
    }

    @Test
    void aNameOfInfinityThatPythonLacksIsRefusedWhereItStands() {
        JsonSyntaxException problem = problem("{\"a\": -INF}");

        assertThat(problem).hasMessage("unexpected -INF");
        assertThat(problem.column()).isEqualTo(7);
    }

    @Test
    void aTextNestedTooDeeplyIsRefusedLikeAnyOther() {
        JsonSyntaxException problem = problem("[".repeat(2000) + "]".repeat(2000));

        assertThat(problem).hasMessage("more than 990 levels of nesting");
        assertThat(JsonText.tryParse("[".repeat(2000))).isEmpty();
    }

    @Test
    void textsNestedJustWithinTheLimitAreReadAndWritten() throws JsonSyntaxException {
        String text = "[".repeat(990) + "]".repeat(990);

        assertThat(PythonText.json(JsonText.parse(text))).isEqualTo(text);
        assertThat(PythonText.str(JsonText.parse(text))).isEqualTo(text);
    }

    @Test
    void halfASurrogatePairInAKeyIsRefusedThoughPythonTakesIt() {
        assertThat(JsonText.tryParse("{\"\\ud800\": 1}")).isEmpty();
        assertThat(JsonText.tryParse("{\"\\ud83d\\ude00\": \"\\ud800\"}")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.py", "ml.c5.xlarge", "s3://bucket/key", "True", "+1", ".5", "'x'"})
    void aPlainStringIsNotJson(String text) {
        assertThat(JsonText.tryParse(text)).isEmpty();
    }

    private static JsonSyntaxException problem(String text) {
        return catchThrowableOfType(JsonSyntaxException.class, () -> JsonText.parse(text));
    }
}
