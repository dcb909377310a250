package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperparameterBindingTest {
    enum Optimizer {
        SGD,
        ADAM
    }

    record Config(int epochs, double learningRate) {}

    record Text(String lr) {}

    record Switch(boolean on) {}

    record Choice(Optimizer optimizer) {}

    record Layer(int units, double dropout) {}

    record Network(List<Integer> sizes, Layer layer) {}

    record Checked(int epochs) {
        Checked {
            if (epochs < 1) {
                throw new IllegalArgumentException("epochs must be positive");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "learningRate",
                "learning_rate",
                "learning-rate",
                "learning.rate",
                "LEARNING_RATE",
                "learningrate"
            })
    void aComponentTakesItsNameInAnySpelling(String key) {
        Config config =
                JobFolder.decoded("{\"epochs\": 3, \"" + key + "\": 0.1}").as(Config.class);

        assertThat(config).isEqualTo(new Config(3, 0.1));
    }

    @Test
    void hyperparametersThatTheTypeDoesNotNameAreIgnored() {
        Hyperparameters hyperparameters =
                JobFolder.decoded("{\"epochs\": 3, \"learning-rate\": 1, \"other\": [1], \"a-b\": 1, \"a_b\": 2}");

        assertThat(hyperparameters.as(Config.class)).isEqualTo(new Config(3, 1));
    }

    @Test
    void anExactNameBeatsASimilarOne() {
        Hyperparameters hyperparameters =
                JobFolder.decoded("{\"learning_rate\": 0.1, \"learningRate\": 0.2, \"epochs\": 1, \"EPOCHS\": 2}");

        assertThat(hyperparameters.as(Config.class)).isEqualTo(new Config(1, 0.2));
    }

    @Test
    void twoSimilarNamesAreAProblemThatNamesBoth() {
        assertThat(problem("{\"learning_rate\": 0.1, \"learning-rate\": 0.2, \"epochs\": 1}", Config.class))
                .hasMessage(
                        "hyperparameters.json: 'learning_rate', 'learning-rate' all fit 'learningRate'; keep one of them");
    }

    @Test
    void aMissingPrimitiveIsAProblemThatNamesWhatThereIs() {
        assertThat(problem("{\"learning-rate\": 0.1, \"epoch\": 3}", Config.class))
                .hasMessage("hyperparameters.json: 'epochs' is missing; Config.epochs needs int; the job has "
                        + "'learning-rate', 'epoch'");
        assertThat(problem("{\"epochs\": 1, \"learning-rate\": null}", Config.class))
                .hasMessageStartingWith(
                        "hyperparameters.json: 'learning-rate' is missing; Config.learningRate needs double");
        assertThat(problem("{}", Config.class)).hasMessageEndingWith("the job has none");
    }

    @Test
    void aMissingReferenceIsNull() {
        assertThat(Hyperparameters.empty().as(Text.class)).isEqualTo(new Text(null));
        assertThat(Hyperparameters.empty().as(Network.class)).isEqualTo(new Network(null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"epochs": "three", "lr": 1}              | 'epochs' is "three"; Config.epochs needs int
                    {"epochs": 1.5}                           | 'epochs' is 1.5; Config.epochs needs int
                    {"epochs": 3000000000}                    | 'epochs' is 3000000000; Config.epochs needs int
                    {"epochs": [1]}                           | 'epochs' is [1]; Config.epochs needs int
                    {"epochs": ""}                            | 'epochs' is ""; Config.epochs needs int
                    {"epochs": 1, "learning-rate": "fast"}    | 'learning-rate' is "fast"; Config.learningRate needs double
                    """)
    void aValueOfTheWrongTypeIsAProblemThatNamesKeyValueAndType(String hyperparameters, String problem) {
        assertThat(problem(hyperparameters, Config.class))
                .hasMessage("hyperparameters.json: " + problem)
                .extracting(JobException::code)
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"True\"', true",
        "'\"False\"', false",
        "'\"true\"', true",
        "true, true",
        "false, false",
        "1, true",
        "0, false"
    })
    void aBooleanIsReadFromPythonsSpellingToo(String json, boolean expected) {
        assertThat(JobFolder.decoded("{\"on\": " + json + "}").as(Switch.class)).isEqualTo(new Switch(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "ADAM", "Adam"})
    void anEnumIsReadWhateverItsCase(String name) {
        assertThat(JobFolder.decoded("{\"optimizer\": \"" + name + "\"}").as(Choice.class))
                .isEqualTo(new Choice(Optimizer.ADAM));
    }

    @Test
    void aValueThatIsNoneOfAnEnumsIsAProblemThatNamesThem() {
        assertThat(problem("{\"optimizer\": \"lion\"}", Choice.class))
                .hasMessage("hyperparameters.json: 'optimizer' is \"lion\"; Choice.optimizer needs one of [SGD, ADAM]");
    }

    @ParameterizedTest
    @CsvSource({"1e-5, 1e-05", "1e16, 1e+16", "5, 5", "true, True", "'\"a\"', a"})
    void aStringIsWhatPythonsStrWouldBe(String json, String expected) {
        assertThat(JobFolder.decoded("{\"lr\": " + json + "}").as(Text.class)).isEqualTo(new Text(expected));
    }

    @Test
    void listsAndNestedRecordsAreBound() {
        Hyperparameters hyperparameters =
                JobFolder.decoded("{\"sizes\": [1, 2], \"layer\": {\"units\": 3, \"dropout\": 0.5, \"x\": 0}}");

        assertThat(hyperparameters.as(Network.class)).isEqualTo(new Network(List.of(1, 2), new Layer(3, 0.5)));
    }

    @Test
    void aProblemInsideAValueIsNamedByItsPath() {
        assertThat(problem("{\"sizes\": [1, \"two\"]}", Network.class))
                .hasMessage("hyperparameters.json: 'sizes[1]' is \"two\"; Network.sizes[1] needs Integer");
        assertThat(problem("{\"layer\": {\"units\": 1, \"dropout\": \"x\"}}", Network.class))
                .hasMessage("hyperparameters.json: 'layer.dropout' is \"x\"; Network.layer.dropout needs double");
        assertThat(problem("{\"layer\": {\"units\": 1}}", Network.class))
                .hasMessageStartingWith(
                        "hyperparameters.json: 'layer.dropout' is missing; Network.layer.dropout needs double");
        assertThat(problem("{\"layer\": 5}", Network.class))
                .hasMessageStartingWith("hyperparameters.json: 'layer' is 5; Network.layer needs Layer");
    }

    @Test
    void whatTheTypeItselfRefusesIsTold() {
        assertThat(problem("{\"epochs\": 0}", Checked.class))
                .hasMessageStartingWith("hyperparameters.json: does not fit Checked: ")
                .hasMessageContaining("epochs must be positive");
    }

    private static JobException problem(String hyperparameters, Class<?> type) {
        return catchThrowableOfType(
                JobException.class, () -> JobFolder.decoded(hyperparameters).as(type));
    }
}
