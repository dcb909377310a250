package io.smcontainers.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.launcher.TestJob;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvCommandTest {
    private static final String SECRET = "s3cret-value";

    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = TestJob.script(base, "exit 0\n")
                .hyperparameter("lr", "0.1")
                .hyperparameter("batch-size", "64")
                .hyperparameter("hf_token", SECRET)
                .hyperparameter("sagemaker_nested", "[{\"password\":\"" + SECRET + "\"}, 1]")
                .hyperparameter("credentials", "{\"user\":\"" + SECRET + "\"}")
                .hyperparameter("sagemaker_api_key", SECRET)
                .hyperparameter("text", "two\nlines");
    }

    @Test
    void theTableShowsVariablesArgumentsAndPlan() {
        assertThat(run()).isZero();

        assertThat(job.stdout().text())
                .startsWith("Environment variables (values longer than 200 characters are cut; --json has all)\n")
                .containsPattern("\n  SM_HP_LR +0\\.1\n")
                .containsPattern("\n  SM_HP_TEXT +two\\\\nlines\n")
                .contains("\nArguments\n  --batch-size 64 --credentials **** --hf_token **** --lr 0.1 ")
                .contains("\nPlan of the runner 'command'\n  run      " + base + "/code/train.sh --batch-size 64 ");
        assertThat(job.stderr().text()).isEmpty();
    }

    @Test
    void longValuesAreCutInTheTableOnly() throws Exception {
        job.hyperparameter("long", "x".repeat(300));
        run();
        assertThat(job.stdout().text()).containsPattern("\n  SM_HP_LONG +x{200}\\.\\.\\.\n");

        assertThat(json().path("variables").path("SM_HP_LONG").textValue()).hasSize(300);
    }

    @Test
    void theJsonHasVariablesArgumentsPlanAndProblems() throws Exception {
        JsonNode json = json();

        assertThat(json.path("variables").path("SM_HP_BATCH_SIZE").textValue()).isEqualTo("64");
        assertThat(json.path("arguments").valueStream().map(JsonNode::textValue))
                .startsWith("--batch-size", "64")
                .containsSequence("--text", "two\nlines");
        assertThat(json.path("plan").path("runner").textValue()).isEqualTo("command");
        assertThat(json.path("plan").path("program").path("argv").path(0).textValue())
                .isEqualTo(base + "/code/train.sh");
        assertThat(json.path("problem").isNull()).isTrue();
        assertThat(json.path("warnings")).isEmpty();
    }

    @Test
    void whatIsNoSecretIsShownAsTheProgramSeesIt() throws Exception {
        job = TestJob.script(base.resolve("plain"), "")
                .hyperparameter("numbers", "[1, 2.50, 1e400, 12345678901234567890]")
                .hyperparameter("text", "{not json")
                .hyperparameter("object", "{\"b\": [null, {\"a\": \"é\"}], \"keyboard\": true}");
        Map<String, String> expected = new TreeMap<>(EnvironmentVariables.of(
                        job.build().environment(), job.surroundings().variables())
                .variables());

        Map<String, String> shown = new TreeMap<>();
        json().path("variables")
                .properties()
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue().textValue()));

        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void secretsAreMaskedWhereverTheyStand() throws Exception {
        run();
        assertThat(job.stdout().text()).doesNotContain(SECRET);

        JsonNode json = json();
        assertThat(json.toString()).doesNotContain(SECRET);
        assertThat(json.path("variables").path("SM_HPS").textValue())
                .contains("\"hf_token\":\"****\"", "\"credentials\":\"****\"", "\"lr\":0.1");
        assertThat(json.path("variables").path("SM_FRAMEWORK_PARAMS").textValue())
                .isEqualTo("{\"sagemaker_api_key\":\"****\",\"sagemaker_nested\":[{\"password\":\"****\"},1]}");
    }

    @Test
    void anExportIsForTheShellAndShowsSecrets() {
        assertThat(run("--export")).isZero();

        assertThat(job.stdout().text())
                .contains("\nexport SM_HP_LR='0.1'\n", "\nexport SM_HP_BATCH_SIZE='64'\n", "='" + SECRET + "'\n")
                .doesNotContain("BATCH-SIZE=");
        assertThat(job.stderr().text()).isEmpty();
    }

    @Test
    void withoutAPlanTheVariablesAreShownAllTheSame() throws Exception {
        job.program("gone.sh");

        JsonNode json = JsonText.parse(output(66, "--json"));

        assertThat(json.path("variables").path("SM_HP_LR").textValue()).isEqualTo("0.1");
        assertThat(json.path("problem").textValue()).contains("'gone.sh', which is not in");
        assertThat(json.has("plan")).isFalse();
        assertThat(job.log().text()).contains("there is no plan: ", "'gone.sh', which is not in");
    }

    @Test
    void aJobThatCannotBeReadIsExplained() {
        job.write("input/config/resourceconfig.json", "[");

        assertThat(run()).isEqualTo(78);

        assertThat(job.stdout().text()).isEmpty();
        assertThat(job.stderr().text()).startsWith("train: resourceconfig.json").doesNotContain("\tat ");
    }

    @Test
    void aBrokenPluginIsSaid() {
        job.write("plugins/broken.jar", "no archive");

        assertThat(run()).isZero();

        assertThat(job.log().warnings()).singleElement().asString().contains("plugins/broken.jar cannot be read");
    }

    private JsonNode json() throws Exception {
        return JsonText.parse(output(0, "--json"));
    }

    private String output(int exitCode, String... options) {
        job.stdout().reset();
        assertThat(run(options)).isEqualTo(exitCode);
        return job.stdout().text();
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "env";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return LocalCommands.run(job.surroundings(), arguments);
    }
}
