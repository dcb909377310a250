package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.cause.BuiltInRecognizers;
import io.smcontainers.launcher.plugin.Plugin;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorRecognizersTest {
    private static final ErrorRecognizer R_ERROR = new ErrorPattern("r-error", Pattern.compile("Error in .*"));

    private final TestLog log = new TestLog();

    @Test
    void thoseOfEveryRunnerAreAddedToTheLaunchersOwn() {
        assertThat(all(() -> List.of(R_ERROR), List::of))
                .hasSize(BuiltInRecognizers.all().size() + 1)
                .contains(R_ERROR);
    }

    @Test
    void aRunnerThatFailsToSayCostsAWarning() {
        Supplier<List<ErrorRecognizer>> broken = () -> {
            throw new IllegalStateException("surprise");
        };
        assertThat(all(broken, () -> List.of(R_ERROR))).contains(R_ERROR);
        assertThat(log.warnings()).singleElement().asString().contains("'r0'", "r.jar", "surprise");
    }

    @SafeVarargs
    private List<ErrorRecognizer> all(Supplier<List<ErrorRecognizer>>... answers) {
        List<Plugin<FrameworkRunner>> runners = new ArrayList<>();
        for (Supplier<List<ErrorRecognizer>> answer : answers) {
            String id = "r" + runners.size();
            runners.add(new Plugin<>(id, new Answering(id, answer), "r.jar"));
        }
        return new ErrorRecognizers(runners, log.log()).get();
    }

    private record Answering(String id, Supplier<List<ErrorRecognizer>> answer) implements FrameworkRunner {
        @Override
        public Support supports(TrainingJob job) {
            return Support.no("never");
        }

        @Override
        public LaunchPlan plan(TrainingJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ErrorRecognizer> errorRecognizers() {
            return answer.get();
        }
    }
}
