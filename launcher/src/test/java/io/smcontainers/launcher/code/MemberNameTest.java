package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberNameTest {
    @ParameterizedTest
    @CsvSource({
        "train.py, train.py",
        "./src/train.py, src/train.py",
        "src//train.py, src/train.py",
        "src/./lib/, src/lib",
        "a/../b, b",
        "a/b/../../c, c",
        "..., ...",
        "a\\..\\b, a\\..\\b",
        "., ''",
        "./, ''",
        "a/.., ''",
        "'', ''"
    })
    void isAPlainPathBelowTheFolder(String name, String plain) throws Refusal {
        assertThat(MemberName.of(name)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "//x", "..", "../x", "a/../../x", "./../x", "a/../../a/x", "x\0.py"})
    void isRefusedIfItIsNone(String name) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> MemberName.of(name));
    }
}
