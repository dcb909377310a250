package io.smcontainers.launcher.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.FakeRoot;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'5', 5",
        "' 42 \n', 42",
        "'16384 kB', 16384",
        "max,",
        "-1,",
        "5x,",
        "'',",
        "99999999999999999999,",
    })
    void aNumberIsANumberAndNothingElse(String text, Long number) {
        assertThat(KernelFile.parse(text)).isEqualTo(number == null ? OptionalLong.empty() : OptionalLong.of(number));
    }

    @Test
    void aNumberIsFoundByItsName() {
        new FakeRoot(folder).file("stat", "usage 1\nusage_usec 7\nuser_usec 8");

        assertThat(KernelFile.number(folder.resolve("stat"), "usage_usec ")).hasValue(7);
        assertThat(KernelFile.number(folder.resolve("stat"), "user_usec ")).hasValue(8);
        assertThat(KernelFile.number(folder.resolve("stat"), "nothing ")).isEmpty();
        assertThat(KernelFile.lines(folder.resolve("stat"))).containsExactly("usage 1", "usage_usec 7", "user_usec 8");
    }

    @Test
    void whatCannotBeReadSaysNothing() {
        assertThat(KernelFile.text(folder)).isEmpty();
        assertThat(KernelFile.lines(folder.resolve("none"))).isEmpty();
        assertThat(KernelFile.number(folder.resolve("none"))).isEmpty();
    }
}
