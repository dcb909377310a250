package io.smcontainers.launcher.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentVersionsTest {
    private final SentVersions sent = new SentVersions();

    @Test
    void theLastVersionCounts() {
        assertThat(sent.put("a", version(1, 1))).isTrue();
        assertThat(sent.put("a", version(2, 1))).isFalse();
        assertThat(sent.contains("a", version(2, 1))).isTrue();
        assertThat(sent.contains("a", version(1, 1))).isFalse();
        assertThat(sent.contains("b", version(2, 1))).isFalse();
    }

    @Test
    void anyPartOfAVersionMakesADifference() {
        sent.put("a", new FileVersion(1, 2, "key"));
        assertThat(sent.contains("a", new FileVersion(2, 1, "key"))).isFalse();
        assertThat(sent.contains("a", new FileVersion(1, 3, "key"))).isFalse();
        assertThat(sent.contains("a", new FileVersion(1, 2, "other"))).isFalse();
    }

    @Test
    void itGrows() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(sent.put("folder/" + i + ".txt", version(i, i))).isTrue();
        }
        assertThat(sent.size()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(sent.contains("folder/" + i + ".txt", version(i, i))).isTrue();
            assertThat(sent.contains("folder/" + i + ".txt", version(i, i + 1))).isFalse();
        }
    }

    private static FileVersion version(long size, long time) {
        return new FileVersion(size, time, "key");
    }
}
