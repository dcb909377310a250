package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.LogLevel;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentListingTest {
    private final TestLog log = new TestLog();

    @Test
    void eachVariableHasALineOfItsOwn() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SM_HPS", "{\"password\":\"x\",\"lr\":1}");
        variables.put("B", "two\nlines");
        variables.put("API_KEY", "x");
        variables.put("LONG", "y".repeat(3_000));
        log.log().threshold(LogLevel.DEBUG);

        EnvironmentListing.log(variables, log.redactor(), log.log());

        assertThat(log.debugs())
                .containsExactly(
                        "environment: 4 variables",
                        "  API_KEY=****",
                        "  B=two\\nlines",
                        "  LONG=" + "y".repeat(2_000) + "... (3000 characters)",
                        "  SM_HPS={\"lr\":1,\"password\":\"****\"}");
    }

    @Test
    void withoutDebugTheVariablesAreNotEvenLookedAt() {
        Map<String, String> untouchable = new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new AssertionError("looked at");
            }
        };

        EnvironmentListing.log(untouchable, log.redactor(), log.log());

        assertThat(log.text()).isEmpty();
    }
}
