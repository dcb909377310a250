package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.TestJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRedactorTest {
    @TempDir
    Path base;

    private final Redactor redactor = new Redactor();

    @Test
    void theValueOfASecretVariableIsMaskedWhereverItStands() {
        assertThat(redactor.redact("sent s3cr3t-value to the server")).contains("s3cr3t-value");

        redactor.learn(Map.of("MY_TOKEN", " s3cr3t-value\n", "PLACE", "the server"));

        assertThat(redactor.redact("sent s3cr3t-value to the server")).isEqualTo("sent **** to the server");
        assertThat(redactor.redact("xs3cr3t-valuex")).isEqualTo("x****x");
    }

    @Test
    void soAreThoseOfHyperparametersAndWithinThem() {
        TestJob job = new TestJob(base)
                .program("train.py")
                .hyperparameter("hf_token", "top-level-1")
                .hyperparameter("db", "{\"user\": \"somebody-1\", \"auth\": [{\"password\": \"nested-one\"}]}")
                .hyperparameter(
                        "credentials",
                        "{\"name\": [\"below-secret\"], \"text\": \"{\\\"a\\\": \\\"json-in-json\\\"}\"}")
                .hyperparameter("sagemaker_api_key", "of-framework");

        redactor.learn(job.build().environment());

        assertThat(redactor.redact("top-level-1 somebody-1 nested-one below-secret json-in-json of-framework"))
                .isEqualTo("**** somebody-1 **** **** **** ****");
    }

    @Test
    void whatWasLearnedFirstIsNotForgotten() {
        redactor.learn(Map.of("A_SECRET", "first-value"));
        redactor.learn(Map.of("A_SECRET", "second-value"));
        redactor.learn(new TestJob(base).program("train.py").build().environment());

        assertThat(redactor.redact("first-value second-value")).isEqualTo("**** ****");
    }

    @Test
    void variablesWithJsonAreLookedInto() {
        redactor.learn(Map.of(
                "SERVICES", "{\"db\": {\"password\": \"pass-word-1\"}}", "LIST", "[{\"token\": \"tok-en-12\"}]"));
        assertThat(redactor.redact("pass-word-1 tok-en-12")).isEqualTo("**** ****");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short7!",
                "12345678",
                "0.00012345",
                "2026-11-22",
                "1e-4,1e-5",
                "/opt/ml/code/key",
                "/v2/credentials/abc-def",
                "./some/file",
                "s3://bucket/key",
                "arn:aws:iam::1:role/x",
                "service-account.json",
                "********",
                "aaaaaaaa",
                "abababab",
                "disabled",
                "CHANGEME",
                "<|endoftext|>",
                "[SPECIAL_TOKEN]"
            })
    void aValueThatTellsNothingIsNotMaskedElsewhere(String value) {
        redactor.learn(Map.of("MY_SECRET", value));
        assertThat(redactor.redact("the value " + value + " is ordinary")).contains(" " + value + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2hunter",
                "correct horse battery",
                "OpenSesame",
                "/wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "12345678a",
                "https://hooks.example.com/T00/B00",
                "pässwörter",
                "quote'and\"quote",
                "back\\slash\\es"
            })
    void aValueThatTellsASecretIs(String value) {
        redactor.learn(Map.of("MY_SECRET", value));
        assertThat(redactor.redact("(" + value + ")")).isEqualTo("(****)");
    }

    @Test
    void aWordIsMaskedOnlyAsAWhole() {
        redactor.learn(Map.of("PASSWORD", "sesamopen"));
        assertThat(redactor.redact("sesamopen sesamopening reSesamopen xsesamopen 'sesamopen'"))
                .isEqualTo("**** sesamopening reSesamopen xsesamopen '****'");
    }

    @Test
    void theNameOfAColumnUnderAKeyIsNotMasked() {
        redactor.learn(Map.of("key", "validation_loss", "other_key", "kj2h34kj2h"));
        assertThat(redactor.redact("validation_loss kj2h34kj2h")).isEqualTo("validation_loss ****");
    }

    @Test
    void theLongerOfTwoSecretsGoesFirst() {
        redactor.learn(Map.of("A_TOKEN", "abcd-1234", "B_TOKEN", "abcd-1234-efgh"));
        assertThat(redactor.redact("abcd-1234-efgh abcd-1234")).isEqualTo("**** ****");
    }

    @Test
    void eachLineOfAPrivateKeyIsASecret() {
        redactor.learn(Map.of("PRIVATE_KEY", """
                -----BEGIN PRIVATE KEY-----
                MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
                BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj
                -----END PRIVATE KEY-----
                """));
        assertThat(redactor.redact("-----BEGIN PRIVATE KEY-----\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"))
                .isEqualTo("-----BEGIN PRIVATE KEY-----\n****");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"x":"p\\u00e4ss\\"w\\u00f6rd"}  | {"x":"****"}
            {'x': 'päss"wörd'}               | {'x': '****'}
            """)
    void aSecretIsKnownAsJsonAndPythonWriteIt(String text, String redacted) {
        redactor.learn(Map.of("PASSWORD", "päss\"wörd"));
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    @Test
    void aSecretIsKnownInAStreamOfBytes() {
        redactor.learn(Map.of("PASSWORD", "pässwörd"));
        String bytes = new String("pässwörd".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(redactor.redact(bytes)).isEqualTo("****");
    }

    @Test
    void theUserNamesMoreSecrets() {
        redactor.learn(Map.of("SAGEMAKER_REDACT_NAMES", " Patient, ,license", "PATIENT_NUMBER", "AB-1234567"));

        assertThat(redactor.redact("the_license", "x")).isEqualTo("****");
        assertThat(redactor.redact("patientId=7 lr=1")).isEqualTo("patientId=**** lr=1");
        assertThat(redactor.redact("AB-1234567 failed")).isEqualTo("**** failed");
        assertThat(redactor.redact("lr", "x")).isEqualTo("x");
    }

    @Test
    void theUserDescribesMoreSecretsByTheirForm() {
        assertThat(redactor.learn(Map.of("SAGEMAKER_REDACT_VALUES", "corp-\\w{6}")))
                .isEmpty();
        assertThat(redactor.redact("sent corp-abc123 away")).isEqualTo("sent **** away");
    }

    @Test
    void aBrokenExpressionIsSaidWithoutShowingIt() {
        assertThat(redactor.learn(Map.of("SAGEMAKER_REDACT_VALUES", "pass(word")))
                .containsExactly(
                        "environment variable SAGEMAKER_REDACT_VALUES is no regular expression of Java: Unclosed group"
                                + " near character 9; until that is mended only text that equals it is masked");
        assertThat(redactor.redact("the pass(word is")).isEqualTo("the **** is");
    }

    @Test
    void causesSurviveSecretsThatAreCalledAlike() {
        redactor.learn(Map.of("TOKEN", "None", "key_dim", "1024", "PAD_TOKEN", "<pad>", "PASSWORD", "password"));
        String cause = "KeyError: 'token'; unexpected token: } with key_dim=1024 and None for <pad>; no password";
        assertThat(redactor.redact(cause)).isEqualTo(cause);
    }
}
