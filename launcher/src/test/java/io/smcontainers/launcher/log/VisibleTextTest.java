package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void ordinaryTextStays() {
        String text = "naïve \t 漢字 🙂\nnext";
        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void whatGarblesALogIsShown() {
        assertThat(VisibleText.of("a\u001B[31mred\u001B[0m")).isEqualTo("a\\x1b[31mred\\x1b[0m");
        assertThat(VisibleText.of("NUL\0 bell\7 delete\u007F csi\u009B"))
                .isEqualTo("NUL\\x00 bell\\x07 delete\\x7f csi\\x9b");
        assertThat(VisibleText.of("10%\r20%\r")).isEqualTo("10%\\x0d20%\\x0d");
        assertThat(VisibleText.of("line\u2028separator \u202Eturned \u2066isolated"))
                .isEqualTo("line\\u2028separator \\u202eturned \\u2066isolated");
    }

    @Test
    void aNewlineOfWindowsIsANewline() {
        assertThat(VisibleText.of("a\r\nb")).isEqualTo("a\nb");
    }
}
