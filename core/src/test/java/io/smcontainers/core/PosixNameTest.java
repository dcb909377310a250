package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixNameTest {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "_", "a_1", "1A", "A-B", "A.B", "Ä", "A\uD83D\uDE00", "\uD83D", "SM_HP_BATCH-SIZE"})
    void aNameIsOneIfTheExpressionOfPosixSaysSo(String name) {
        assertIsAsTheExpressionSays(name);
    }

    @Test
    void randomNamesAreAsTheExpressionSays() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder name = new StringBuilder();
            random.ints(random.nextInt(5), 0, 8).forEach(choice -> name.append("aZ_9-é\uD83D\uDE00".charAt(choice)));
            assertIsAsTheExpressionSays(name.toString());
        }
    }

    private static void assertIsAsTheExpressionSays(String name) {
        assertThat(PosixName.is(name)).as(name).isEqualTo(NAME.matcher(name).matches());
        assertThat(PosixName.of(name)).as(name).isEqualTo(name.replaceAll("[^A-Z0-9_]", "_"));
    }
}
