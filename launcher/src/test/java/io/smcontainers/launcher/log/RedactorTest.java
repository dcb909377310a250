package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor = new Redactor();

    @ParameterizedTest
    @CsvSource({
        "https://user:password@host/simple, https://****@host/simple",
        "https://token@host/simple, https://****@host/simple",
        "https://:token@host/simple, https://****@host/simple",
        "https://user:p@ss@host/simple, https://****@host/simple",
        "https://user:p%40ss@host:8080/simple?a=b, https://****@host:8080/simple?a=b",
        "https://user:p#s?s@host/simple, https://****@host/simple",
        "git+ssh://git:secret@host/repo.git@v1, git+ssh://****@host/repo.git@v1",
        "s3://key:secret@bucket/code.tar.gz, s3://****@bucket/code.tar.gz",
        "socks5://user:password@proxy:1080, socks5://****@proxy:1080",
        "'a http://u:p@h and http://x:y@z', 'a http://****@h and http://****@z'",
        "--index-url=https://aws:eyJ0eXAi@d-1.d.codeartifact.eu.amazonaws.com/pypi/r/simple/,"
                + " --index-url=https://****@d-1.d.codeartifact.eu.amazonaws.com/pypi/r/simple/"
    })
    void userInfoInAUrlIsMasked(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/path/@scope/package",
                "git+https://github.com/me/repo@v1.2",
                "mail me@example.org",
                "https://pypi.org/simple and me@example.org",
                "{\"index\":\"https://pypi.org\",\"author\":\"me@example.org\"}",
                "s3://bucket/sourcedir.tar.gz"
            })
    void urlsWithoutUserInfoStayAsTheyAre(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "ASIAIOSFODNN7EXAMPLE",
                "hf_abcdefghijklmnopqrstuvwxyz",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "ghs_abcdefghijklmnopqrstuvwxyz0123456789",
                "github_pat_abcdefghijklmnopqrstuvwxyz_0123456789"
            })
    void tokensThatAreKnownByTheirFormAreMaskedAnywhere(String token) {
        assertThat(redactor.redact("using " + token + ".")).isEqualTo("using ****.");
        assertThat(redactor.redact("[\"" + token + "\"]")).isEqualTo("[\"****\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf_hub", "AKIAshort", "ghp_x", "XAKIAIOSFODNN7EXAMPLE", "half_abcdefghijklmnopqrstuvwxyz"})
    void whatOnlyLooksLikeATokenStays(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "hf_token",
                "HF_TOKEN",
                "SM_HP_HFTOKEN",
                "authToken",
                "api_key",
                "api-key",
                "apikey",
                "apiKey",
                "wandbKey",
                "AWS_SECRET_ACCESS_KEY",
                "accesskey",
                "private",
                "password",
                "passwd",
                "db.password",
                "passphrase",
                "client_secret",
                "GOOGLE_APPLICATION_CREDENTIALS"
            })
    void theValueOfASecretNameIsMasked(String name) {
        assertThat(redactor.redact(name, "value")).isEqualTo("****");
        assertThat(redactor.arguments(List.of("--" + name, "value"))).containsExactly("--" + name, "****");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokenizer",
                "max_tokens",
                "SM_HP_MAX_TOKENS",
                "maxTokens",
                "keyboard",
                "monkey",
                "keys",
                "SM_HP_MONKEY",
                "turkey_recipes",
                "epochs",
                "pass_count",
                "privately"
            })
    void theValueOfAnOrdinaryNameStays(String name) {
        assertThat(redactor.redact(name, "value")).isEqualTo("value");
        assertThat(redactor.arguments(List.of("--" + name, "value"))).containsExactly("--" + name, "value");
    }

    @Test
    void anEmptySecretIsNoSecret() {
        assertThat(redactor.redact("password", "")).isEmpty();
        assertThat(redactor.arguments(List.of("--password", ""))).containsExactly("--password", "");
    }

    @Test
    void theValueOfAnOrdinaryNameStillLosesSecretsKnownByTheirForm() {
        assertThat(redactor.redact("index", "https://u:p@h")).isEqualTo("https://****@h");
    }

    @Test
    void onlyTheArgumentBehindASecretOptionIsMasked() {
        assertThat(redactor.commandLine(List.of("python3", "train.py", "--token", "abc", "--lr", "0.1", "token", "x")))
                .isEqualTo("python3 train.py --token **** --lr 0.1 token x");
    }

    @Test
    void anOptionWithItsValueInOneArgumentIsMaskedToo() {
        assertThat(redactor.arguments(List.of("--password=abc=d", "next", "--file=secret.txt", "next", "a=token")))
                .containsExactly("--password=****", "next", "--file=secret.txt", "next", "a=token");
    }

    @Test
    void aSecretThatLooksLikeAnOptionIsMasked() {
        assertThat(redactor.arguments(List.of("--token", "-abc", "--lr", "0.1")))
                .containsExactly("--token", "****", "--lr", "0.1");
    }

    @Test
    void aPasswordThatIsLearntIsMaskedAsItIsAndAsHttpSendsIt() {
        redactor.learnPassword("aws", "abc.def");
        assertThat(redactor.redact("https://aws.example.com abc.def YXdzOmFiYy5kZWY= end"))
                .isEqualTo("https://aws.example.com **** **** end");
    }
}
