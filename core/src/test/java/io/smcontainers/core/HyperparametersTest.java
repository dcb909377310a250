package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperparametersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-5, -5",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void anIntegerIsAnIntegerOf64Bits(String json, long expected) {
        assertThat(x(json).integer("x")).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1.0", "1e3", "NaN", "\"5\"", "true", "[]", "{}"})
    void whatIsNoIntegerIsAProblemThatNamesKeyAndValue(String json) {
        Hyperparameters hyperparameters = x(json);

        assertThatThrownBy(() -> hyperparameters.integer("x"))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessage("hyperparameters.json: 'x' is " + (json.equals("1e3") ? "1000.0" : json)
                        + "; expected an integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "-0.5", "NaN", "\"False\"", "\"0\"", "[0]", "{\"a\": 0}"})
    void aFlagIsSetByWhatPythonTakesForTrue(String json) {
        assertThat(x(json).flag("x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "0", "0.0", "-0.0", "\"\"", "[]", "{}"})
    void aFlagIsNotSetByWhatPythonTakesForFalse(String json) {
        assertThat(x(json).flag("x")).isFalse();
    }

    @Test
    void aNameThatIsMissingOrNullIsAbsent() {
        Hyperparameters hyperparameters = x("null");

        for (String name : new String[] {"x", "X", "other"}) {
            assertThat(hyperparameters.value(name)).isEmpty();
            assertThat(hyperparameters.text(name)).isEmpty();
            assertThat(hyperparameters.integer(name)).isEmpty();
            assertThat(hyperparameters.flag(name)).isFalse();
        }
        assertThat(hyperparameters.values()).containsOnlyKeys("x");
    }

    @ParameterizedTest
    @CsvSource({"'\"a b\"', a b", "5, 5", "true, True", "1e-5, 1e-05", "'[1, \"a\"]', '[1, ''a'']'"})
    void textIsPythonsStr(String json, String expected) {
        assertThat(x(json).text("x")).hasValue(expected);
    }

    @Test
    void theJsonIsACopyInTheOrderOfTheFile() {
        Hyperparameters hyperparameters = JobFolder.decoded("{\"b\": 1, \"a\": 2}");

        hyperparameters.json().put("c", 3);

        assertThat(hyperparameters.json().fieldNames()).toIterable().containsExactly("b", "a");
    }

    @Test
    void theValuesAreACopyThatNobodyCanChange() {
        Map<String, JsonNode> values = new LinkedHashMap<>(Map.of("a", JobFolder.json("1")));
        Hyperparameters hyperparameters = new Hyperparameters(values);
        values.clear();

        assertThat(hyperparameters.values()).containsOnlyKeys("a");
        assertThatThrownBy(() -> hyperparameters.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Hyperparameters x(String json) {
        return JobFolder.decoded("{\"x\": " + json + "}");
    }
}
