package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void whatTheStartScriptTookAwayIsPutBack() {
        Map<String, String> restored = ChildEnvironment.restored(Map.of(
                "TRAIN_SAVED_JAVA_TOOL_OPTIONS", "-Xmx4g",
                "TRAIN_SAVED__JAVA_OPTIONS", "-ea",
                "PATH", "/bin"));

        assertThat(restored).isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-Xmx4g", "_JAVA_OPTIONS", "-ea", "PATH", "/bin"));
    }

    @Test
    void whatTheStartScriptChangedIsWhatItWas() {
        assertThat(ChildEnvironment.restored(Map.of("LC_ALL", "C.UTF-8", "TRAIN_SAVED_LC_ALL", "de_DE.UTF-8")))
                .isEqualTo(Map.of("LC_ALL", "de_DE.UTF-8"));
    }

    @Test
    void whatTheUserDidNotHaveIsGoneAgain() {
        assertThat(ChildEnvironment.restored(Map.of("LC_ALL", "C.UTF-8", "TRAIN_SAVED_LC_ALL", "", "EMPTY", "")))
                .isEqualTo(Map.of("EMPTY", ""));
    }

    @Test
    void theChildHasExactlyTheWantedVariables() {
        Map<String, String> builders = new HashMap<>(Map.of("KEPT", "1", "CHANGED", "old", "REMOVED", "x"));

        ChildEnvironment.apply(Map.of("KEPT", "1", "CHANGED", "new", "ADDED", ""), builders);

        assertThat(builders).isEqualTo(Map.of("KEPT", "1", "CHANGED", "new", "ADDED", ""));
    }

    @Test
    void aVariableThatStaysIsNotEvenTouched() {
        Map<String, String> builders = new HashMap<>(Map.of("KEPT", "1")) {
            private static final long serialVersionUID = 1L;

            @Override
            public String put(String name, String value) {
                throw new AssertionError("its bytes may not survive this");
            }
        };

        ChildEnvironment.apply(Map.of("KEPT", "1"), builders);

        assertThat(builders).containsOnlyKeys("KEPT");
    }
}
