package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.launcher.TestJob;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittedArgumentsTest {
    private static final String LONG = "x".repeat(500);

    @TempDir
    Path folder;

    @Test
    void aLongArgumentIsLeftOutWithItsOption() {
        FittedProgram fitted = fit("python3", "train.py", "--a", "1", "--text", LONG, "--z", "2");

        assertThat(fitted.argv()).containsExactly("python3", "train.py", "--a", "1", "--z", "2");
        assertThat(fitted.warnings())
                .containsExactly("argument --text is left out: no argument can be longer than 400 bytes or hold NUL;"
                        + " read it from the file in SM_USER_ARGS_FILE");
        assertThat(Path.of(fitted.variables().get("SM_USER_ARGS_FILE"))).hasContent("[]");
        assertThat(fitted.variables()).containsEntry("SM_USER_ARGS", "[]");
    }

    @Test
    void anArgumentWithNulIsLeftOutWithItsOption() {
        assertThat(fit("train.sh", "--text", "a\0b", "--z", "2").argv()).containsExactly("train.sh", "--z", "2");
    }

    @Test
    void anOptionThatIsTooLongGoesWithItsValue() {
        assertThat(fit("train.sh", "--a", "-1", "--" + LONG, "v", "--n\0", "-2", "--z", "-3")
                        .argv())
                .containsExactly("train.sh", "--a", "-1", "--z", "-3");
    }

    @Test
    void aLongValueThatLooksLikeAnOptionGoesWithItsOwn() {
        assertThat(fit("train.sh", "--a", "-1", "--text", "--" + LONG, "--z", "-3")
                        .argv())
                .containsExactly("train.sh", "--a", "-1", "--z", "-3");
    }

    @Test
    void severalLongArgumentsAreLeftOut() {
        FittedProgram fitted = fit("train.sh", "-a", LONG, "-b", "1", "-c", LONG, "-d", LONG);

        assertThat(fitted.argv()).containsExactly("train.sh", "-b", "1");
        assertThat(fitted.warnings()).hasSize(3);
    }

    @Test
    void aLongArgumentWithoutAnOptionGoesAlone() {
        FittedProgram fitted = fit("train.sh", "run", LONG);

        assertThat(fitted.argv()).containsExactly("train.sh", "run");
        assertThat(fitted.warnings().get(0)).startsWith("argument number 2 is left out: ");
    }

    @Test
    void theProgramItselfIsNeverLeftOut() {
        assertThat(fit("-program", LONG).argv()).containsExactly("-program");
        assertThat(fit("/" + LONG).argv()).containsExactly("/" + LONG);
    }

    @Test
    void theLargestJobThatSageMakerTakesKeepsAllArgumentsAndHyperparameters() {
        TestJob hundred = new TestJob(folder).program("train.sh");
        for (int i = 0; i < 100; i++) {
            hundred.hyperparameter("name-%02d".formatted(i), "v".repeat(2_500));
        }
        TrainingJob job = hundred.build();
        List<String> argv = new ArrayList<>(List.of("/opt/ml/code/train.sh"));
        argv.addAll(job.arguments());
        Map<String, String> variables =
                EnvironmentVariables.of(job.environment(), Map.of()).variables();

        FittedProgram fitted = FittedProgram.of(
                argv, variables, new ExecLimits(131_071, (2 << 20) - (16 << 10)), folder.resolve("large"));

        assertThat(fitted.argv()).isEqualTo(argv).hasSize(201);
        assertThat(fitted.warnings()).hasSize(3);
        assertThat(variables).allSatisfy((name, value) -> assertThat(fitted.variables())
                .containsKey(value.length() > 131_000 ? name + "_FILE" : name));
        assertThat(fitted.variables()).containsKeys("SM_HP_NAME-99", "SM_HP_NAME_99", "SM_HPS_FILE");
    }

    private FittedProgram fit(String... argv) {
        return FittedProgram.of(
                List.of(argv), Map.of("SM_USER_ARGS", "[]"), new ExecLimits(400, 1_000_000), folder.resolve("l"));
    }
}
