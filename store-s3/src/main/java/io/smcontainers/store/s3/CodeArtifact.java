package io.smcontainers.store.s3;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Asks CodeArtifact what pip has to know, with two requests
 * (https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetAuthorizationToken.html, API_GetRepositoryEndpoint).
 * The SDK signs and sends them; its module for CodeArtifact would bring 1.7 MB of other requests.
 */
final class CodeArtifact implements AutoCloseable {
    /** The first that is set counts; both are the SDKs' own. */
    private static final String[] ENDPOINT_VARIABLES = {"AWS_ENDPOINT_URL_CODEARTIFACT", "AWS_ENDPOINT_URL"};

    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

    private final RepositoryArn arn;
    private final URI endpoint;
    private final SignedHttp http;
    private final CodeArtifactErrors errors;

    CodeArtifact(S3Settings settings, RepositoryArn arn) {
        this.arn = arn;
        this.endpoint = endpoint(settings, arn);
        AwsCredentialsProvider credentials = S3Credentials.of(settings);
        this.http = new SignedHttp(credentials, "codeartifact", arn.region(), settings.patience());
        this.errors = new CodeArtifactErrors(arn, endpoint);
    }

    private static URI endpoint(S3Settings settings, RepositoryArn arn) {
        for (String variable : ENDPOINT_VARIABLES) {
            if (!settings.value(variable).isEmpty()) {
                return settings.url(variable);
            }
        }
        String suffix = PartitionMetadata.of(Region.of(arn.region())).dnsSuffix();
        return URI.create("https://codeartifact." + arn.region() + "." + suffix);
    }

    /** Returns a token that pip may use as a password, for 12 hours. */
    String token() throws IOException {
        String token =
                text(ask(request(SdkHttpMethod.POST, "/v1/authorization-token").build()), "authorizationToken");
        // It goes into a file of words.
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw errors.unexpected("a token that is no token");
        }
        return token;
    }

    /** Returns where pip finds packages. */
    URI index() throws IOException {
        SdkHttpRequest request = request(SdkHttpMethod.GET, "/v1/repository/endpoint")
                .putRawQueryParameter("repository", arn.repository())
                .putRawQueryParameter("format", "pypi")
                .build();
        String address = text(ask(request), "repositoryEndpoint");
        URI index = URI.create((address.endsWith("/") ? address : address + "/") + "simple/");
        if (index.getHost() == null) {
            throw errors.unexpected("the address '" + address + "'");
        }
        return index;
    }

    private SdkHttpRequest.Builder request(SdkHttpMethod method, String path) {
        return SdkHttpRequest.builder()
                .method(method)
                .uri(endpoint.resolve(path))
                .putRawQueryParameter("domain", arn.domain())
                .putRawQueryParameter("domain-owner", arn.account());
    }

    private JsonNode ask(SdkHttpRequest request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                SignedHttp.Answer answer = http.send(request);
                if (answer.isSuccess()) {
                    return JsonText.tryParse(answer.text()).orElseThrow(() -> errors.unexpected("what is no JSON"));
                }
                if (!answer.isTemporary() || attempt == ATTEMPTS) {
                    throw errors.of(answer);
                }
            } catch (SdkException e) {
                throw errors.of(e);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw errors.of(e);
                }
            }
            pause(attempt);
        }
    }

    private static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(FIRST_PAUSE.toMillis() << attempt - 1);
        } catch (InterruptedException e) {
            throw Workers.interrupted();
        }
    }

    private String text(JsonNode answer, String name) {
        return Optional.ofNullable(answer.get(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElseThrow(() -> errors.unexpected("no " + name));
    }

    @Override
    public void close() {
        http.close();
    }
}
