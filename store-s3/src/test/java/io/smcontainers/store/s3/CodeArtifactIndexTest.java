package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CodeArtifactIndexTest {
    private static final RepositoryArn ARN = new RepositoryArn("eu-west-1", "123456789012", "ml", "store");

    @Test
    void theTokenIsAskedForWithASignedRequest() throws IOException {
        try (ScriptedS3 service = answering(200, "{\"authorizationToken\":\"abc.def-_\",\"expiration\":1.7E9}")) {
            try (CodeArtifact codeArtifact = codeArtifact(service)) {
                assertThat(codeArtifact.token()).isEqualTo("abc.def-_");
            }
            assertThat(service.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.target()).isEqualTo("/v1/authorization-token?domain=ml&domain-owner=123456789012");
                assertThat(request.header("authorization"))
                        .startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/")
                        .contains("/eu-west-1/codeartifact/aws4_request");
            });
        }
    }

    @Test
    void theIndexIsBelowTheRepositorysAddress() throws IOException {
        String host = "https://ml-123456789012.d.codeartifact.eu-west-1.amazonaws.com/pypi/store";
        for (String end : new String[] {"", "/"}) {
            try (ScriptedS3 service = answering(200, "{\"repositoryEndpoint\":\"" + host + end + "\"}");
                    CodeArtifact codeArtifact = codeArtifact(service)) {
                assertThat(codeArtifact.index()).isEqualTo(URI.create(host + "/simple/"));
                assertThat(service.requests().get(0).target())
                        .contains("/v1/repository/endpoint?", "repository=store", "format=pypi");
            }
        }
    }

    @Test
    void aServiceThatIsBusyForAMomentIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedS3 service = new ScriptedS3((request, answer) -> {
                    boolean busy = asked.incrementAndGet() == 1;
                    answer.send(busy ? 503 : 200, "{\"authorizationToken\":\"abc\"}".getBytes(StandardCharsets.UTF_8));
                });
                CodeArtifact codeArtifact = codeArtifact(service)) {
            assertThat(codeArtifact.token()).isEqualTo("abc");
        }
    }

    @Test
    void answersThatMakeNoSenseAreErrors() {
        for (String answer :
                new String[] {"", "<html>", "{}", "{\"authorizationToken\":7}", "{\"authorizationToken\":\"two words\"}"
                }) {
            assertError(200, answer, ErrorCode.DOWNLOAD_FAILED, "the answer has ");
        }
    }

    @Test
    void refusalsSayWhatToCheck() {
        assertError(403, "{\"message\":\"no\"}", ErrorCode.DOWNLOAD_DENIED, "sts:GetServiceBearerToken");
        assertError(404, "{\"message\":\"no\"}", ErrorCode.DOWNLOAD_FAILED, "Is there a domain 'ml'");
        assertError(400, "", ErrorCode.DOWNLOAD_FAILED, "Is CA_REPOSITORY_ARN right?");
    }

    @Test
    void aServiceThatIsNotThereIsAnErrorOfTheNetwork() {
        ScriptedS3 service = answering(200, "");
        service.close();
        assertThatThrownBy(() -> {
                    try (CodeArtifact codeArtifact = codeArtifact(service)) {
                        codeArtifact.token();
                    }
                })
                .isInstanceOf(JobException.class)
                .hasMessageContainingAll("repository 'store' of domain 'ml'", "no connection", "VPC");
    }

    private static void assertError(int status, String text, ErrorCode code, String message) {
        try (ScriptedS3 service = answering(status, text);
                CodeArtifact codeArtifact = codeArtifact(service)) {
            assertThatThrownBy(codeArtifact::token)
                    .isInstanceOf(JobException.class)
                    .hasMessageContaining(message)
                    .extracting(e -> ((JobException) e).code())
                    .isEqualTo(code);
        }
    }

    private static ScriptedS3 answering(int status, String text) {
        return new ScriptedS3((request, answer) -> answer.send(status, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static CodeArtifact codeArtifact(ScriptedS3 service) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("AWS_ENDPOINT_URL_CODEARTIFACT", service.url());
        variables.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        variables.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        return new CodeArtifact(new S3Settings(variables), ARN);
    }
}
