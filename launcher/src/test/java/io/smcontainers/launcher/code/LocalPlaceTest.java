package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "/opt/ml/input/data/code, /opt/ml/input/data/code",
        "/opt/my code+%20, /opt/my code+%20",
        "file:///opt/code, /opt/code",
        "FILE:///opt/code/, /opt/code",
        "file:/opt/code, /opt/code",
        "file://localhost/opt/code, /opt/code",
        "file:///opt/my%20code%2Ba.tar.gz, /opt/my code+a.tar.gz",
        "file:///opt/a+b c, /opt/a+b c"
    })
    void isAnAbsolutePathOrTheUriOfOne(String location, Path path) throws Refusal {
        assertThat(LocalPlace.of(location)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/code.tar.gz, is not a place on this machine",
        "code, is a relative path",
        "./code:/x, is a relative path",
        "'', is a relative path",
        "file://host/opt/code, names a host",
        "file://./code, names a host",
        "file://, names a host",
        "file:///opt/%zz, is not a URI",
        "file:///opt/%00, is not a path"
    })
    void isNothingElse(String location, String reason) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> LocalPlace.of(location))
                .withMessageStartingWith(reason);
        assertThat(LocalPlace.find(location)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opt/a\0b"})
    void isNotWhatNoFileCanBeCalled(String location) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> LocalPlace.of(location));
    }
}
