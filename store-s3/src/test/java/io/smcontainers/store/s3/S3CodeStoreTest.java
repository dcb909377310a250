package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.Support;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3CodeStoreTest {
    private final S3CodeStore store = new S3CodeStore();

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/job/sourcedir.tar.gz", "s3://bucket", "S3://bucket/key"})
    void knowsPlacesOnS3(String location) {
        assertThat(store.supports(location)).isEqualTo(Support.yes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/opt/ml/input/data/code", "file:///x", "https://bucket.s3.amazonaws.com/x", "s3:/x", "s3", ""})
    void knowsNoOtherPlaces(String location) {
        assertThat(store.supports(location)).isEqualTo(Support.no("'" + location + "' does not start with s3://"));
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(CodeStore.class))
                .extracting(CodeStore::id)
                .containsExactly("s3");
    }
}
