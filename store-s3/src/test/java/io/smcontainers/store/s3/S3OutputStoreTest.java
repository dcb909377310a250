package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Support;
import org.junit.jupiter.api.Test;

class S3OutputStoreTest {
    private final S3OutputStore store = new S3OutputStore();

    @Test
    void itKnowsPlacesOnS3() {
        assertThat(store.supports("s3://bucket")).isEqualTo(Support.yes());
        assertThat(store.supports("s3://bucket/a/b/")).isEqualTo(Support.yes());
        assertThat(store.supports("s3://")).isEqualTo(Support.no("it has no bucket's name"));
        assertThat(store.supports("s3:///a")).isEqualTo(Support.no("it has no bucket's name"));
        assertThat(store.supports("https://bucket/a")).isEqualTo(Support.no("it does not start with s3://"));
    }

    @Test
    void slashesBeforeTheKeyAreDroppedAsByThePythonToolkit() {
        S3Location location = S3Location.parse("x", "s3://bucket//a//b");
        assertThat(location.withoutLeadingSlashes().key()).isEqualTo("a//b");
    }
}
