package io.smcontainers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.JobException;
import io.smcontainers.core.json.JsonSyntaxException;
import io.smcontainers.core.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionListTest {
    @Test
    void aListIsTakenAsItIsAndAStringIsSplit() throws JsonSyntaxException {
        assertThat(options("[\"-x\", \"a b\", 3, true]")).containsExactly("-x", "a b", "3", "True");
        assertThat(options("\"-x 'a b'\"")).containsExactly("-x", "a b");
        assertThat(options("null")).isEmpty();
        assertThat(OptionList.of(Hyperparameters.empty(), "options")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1}", "3", "[[1]]", "[null]", "\"it's\""})
    void whatIsNeitherIsRefused(String json) {
        assertThatThrownBy(() -> options(json))
                .isInstanceOf(JobException.class)
                .hasMessageStartingWith("hyperparameters.json: 'options' is ");
    }

    private static List<String> options(String json) throws JsonSyntaxException {
        return OptionList.of(new Hyperparameters(Map.of("options", JsonText.parse(json))), "options");
    }
}
