package io.smcontainers.launcher.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleLinesTest {
    @Test
    void linesEndInAnyOfTheThreeWays() {
        assertThat(VisibleLines.of("one\ntwo\r\nthree\rfour")).containsExactly("one", "two", "three", "four");
    }

    @Test
    void emptyLinesStayForTheyTellWhatBelongsTogether() {
        assertThat(VisibleLines.of("one\n\n two  \n")).containsExactly("one", "", " two");
        assertThat(VisibleLines.of("")).isEmpty();
    }

    @Test
    void coloursTitlesAndLinksAreNotSeen() {
        assertThat(VisibleLines.of("\u001b[1;31mValueError\u001b[0m: \u001b[35mbad\u001b[m\u001b[K"))
                .containsExactly("ValueError: bad");
        assertThat(VisibleLines.of("\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b\u001b(B"))
                .containsExactly("ab");
    }

    @Test
    void aLineOfMegabytesIsCut() {
        assertThat(VisibleLines.of("x".repeat(3_000_000) + "\nend"))
                .containsExactly("x".repeat(VisibleLines.MAX_CHARACTERS), "end");
    }

    @Test
    void ofTooManyLinesTheLastAreSeen() {
        assertThat(VisibleLines.of("a\n".repeat(VisibleLines.MAX_LINES) + "b\n"))
                .hasSize(VisibleLines.MAX_LINES)
                .endsWith("a", "b");
    }
}
