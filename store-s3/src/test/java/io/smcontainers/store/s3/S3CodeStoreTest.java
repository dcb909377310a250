package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.CodeReceiver;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.Support;
import java.io.InputStream;
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
    void saysThatItCannotFetchAndWhatWorksInstead() {
        assertThatThrownBy(() -> store.fetch("s3://bucket/sourcedir.tar.gz", new NothingArrives()))
                .hasMessageContaining("'s3://bucket/sourcedir.tar.gz'")
                .hasMessageContaining("a folder or .tar.gz inside the container")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(CodeStore.class))
                .extracting(CodeStore::id)
                .containsExactly("s3");
    }

    private static final class NothingArrives implements CodeReceiver {
        @Override
        public void folder(String name) {
            throw new AssertionError(name);
        }

        @Override
        public void file(String name, boolean executable, InputStream content) {
            throw new AssertionError(name);
        }

        @Override
        public void archive(String name, InputStream content) {
            throw new AssertionError(name);
        }
    }
}
