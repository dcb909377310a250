package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.RecognizedError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts are what {@code java Train.java} of 17 and 25 prints. */
class JavaSourceErrorsTest {
    @Test
    void theFirstErrorIsTheCause() {
        assertThat(recognize("""
                Train.java:1: error: illegal start of expression
                public class Train { int x = ;
                                             ^
                Train.java:2: error: ';' expected
                 void f() { return 1 }
                                    ^
                Train.java:2: error: reached end of file while parsing
                 void f() { return 1 }
                                      ^
                3 errors
                error: compilation failed
                """))
                .containsExactly(RecognizedError.of(
                                0, 10, Certainty.UNCAUGHT, "Train.java:1: error: illegal start of expression")
                        .withContext("and 2 more errors"));
    }

    @Test
    void warningsBeforeItAreNone() {
        assertThat(recognize("""
                Picked up JAVA_TOOL_OPTIONS: -Da=b
                src/Train.java:2: warning: [removal] stop() in Thread has been deprecated and marked for removal
                        new Thread().stop();
                                    ^
                src/Train.java:3: error: cannot find symbol
                        foo();
                        ^
                  symbol:   method foo()
                  location: class Train
                1 error
                1 warning
                error: compilation failed
                """))
                .containsExactly(
                        RecognizedError.of(4, 11, Certainty.UNCAUGHT, "src/Train.java:3: error: cannot find symbol"));
    }

    @Test
    void aProgramThatOnlySpeaksOfCompilersIsLeftAlone() {
        assertThat(recognize("Train.java:3: error: x\nand on it goes\n")).isEmpty();
        assertThat(recognize("error: compilation failed\n")).isEmpty();
    }

    private static List<RecognizedError> recognize(String output) {
        return new JavaSourceErrors().recognize(output.lines().toList());
    }
}
