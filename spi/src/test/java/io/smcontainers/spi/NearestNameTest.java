package io.smcontainers.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> FILES = List.of("train.py", "model.py", "src/train.py", "README.md");

    @ParameterizedTest
    @CsvSource({
        "trian.py,train.py",
        "tran.py,train.py",
        "traiin.py,train.py",
        "train.pu,train.py",
        "Train.py,train.py",
        "modle.py,model.py",
        "readme.md,",
        "scr/train.py,src/train.py",
        "train.py,train.py"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, FILES).orElse(null)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate.py", "test.py", "train", "x", ""})
    void findsNothingWhereNothingIsNear(String typed) {
        assertThat(NearestName.of(typed, FILES)).isEmpty();
    }

    @Test
    void theNearestWins() {
        assertThat(NearestName.of("epochs", List.of("epoch", "epochs2", "epochz", "epoch5s")))
                .contains("epoch");
        assertThat(NearestName.of("abcdef", List.of("abXXef", "abcdeX"))).contains("abcdeX");
    }

    @Test
    void amongEquallyNearOnesTheFirstInTheAlphabetWins() {
        assertThat(NearestName.of("cat", List.of("rat", "bat", "hat"))).contains("bat");
    }

    @Test
    void ofNothingNothingIsNear() {
        assertThat(NearestName.of("train.py", List.of())).isEmpty();
    }
}
