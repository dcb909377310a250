package io.smcontainers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorPatternTest {
    @Test
    void theMatchIsTheMessage() {
        ErrorPattern pattern = new ErrorPattern("code", Pattern.compile("code=\\d+"));
        assertThat(pattern.recognize(List.of("x", "code=17 after 3 s", " code=18")))
                .containsExactly(RecognizedError.of(1, Certainty.LIKELY, "code=17"));
    }

    @Test
    void theGroupNamedCauseIsTheMessageIfThereIsOne() {
        ErrorPattern pattern =
                ErrorPattern.of("fatal", Certainty.UNCAUGHT, "FATAL (?:\\[(?<cause>[^]]*)].*|none)", "FATAL");
        assertThat(pattern.recognize(List.of("FATAL [disk full] 3", "FATAL none")))
                .containsExactly(
                        RecognizedError.of(0, Certainty.UNCAUGHT, "disk full"),
                        RecognizedError.of(1, Certainty.UNCAUGHT, "FATAL none"));
    }

    @Test
    void onlyLinesWithAKeywordAreTried() {
        ErrorPattern pattern = ErrorPattern.of("any", Certainty.HINT, ".*", "a", "b");
        assertThat(pattern.recognize(List.of("", "xay", "xyz", "b")))
                .extracting(RecognizedError::firstLine)
                .containsExactly(1, 3);
    }

    @Test
    void thePlaceIsTheInnermostFrameOfTheUsersElseOfAll() {
        ErrorFrame library = new ErrorFrame("lib", false);
        ErrorFrame users = new ErrorFrame("train", true);
        RecognizedError error = RecognizedError.of(0, Certainty.UNCAUGHT, "x");
        assertThat(error.withFrames(List.of(library, users)).place()).contains(users);
        assertThat(error.withFrames(List.of(library)).place()).contains(library);
        assertThat(error.place()).isEmpty();
    }

    @Test
    void anErrorHasLines() {
        assertThatIllegalArgumentException().isThrownBy(() -> RecognizedError.of(3, 2, Certainty.HINT, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> RecognizedError.of(-1, Certainty.HINT, "x"));
    }
}
