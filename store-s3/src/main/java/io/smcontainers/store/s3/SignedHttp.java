package io.smcontainers.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Sends requests without a body to a service of AWS, signed by the SDK. */
final class SignedHttp implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final AwsCredentialsProvider credentials;
    private final String service;
    private final String region;
    private final SdkHttpClient http;

    SignedHttp(AwsCredentialsProvider credentials, String service, String region, Duration patience) {
        this.credentials = credentials;
        this.service = service;
        this.region = region;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(patience.compareTo(CONNECT_TIMEOUT) < 0 ? patience : CONNECT_TIMEOUT)
                .socketTimeout(patience.compareTo(READ_TIMEOUT) < 0 ? patience : READ_TIMEOUT)
                .build();
    }

    /**
     * Sends a request once.
     *
     * @throws IOException if there is no answer
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials
     */
    Answer send(SdkHttpRequest request) throws IOException {
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        ExecutableHttpRequest call = http.prepareRequest(
                HttpExecuteRequest.builder().request(signed.request()).build());
        HttpExecuteResponse response = call.call();
        String text = "";
        if (response.responseBody().isPresent()) {
            try (InputStream body = response.responseBody().get()) {
                text = new String(body.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
            }
        }
        String error =
                response.httpResponse().firstMatchingHeader("x-amzn-ErrorType").orElse("");
        return new Answer(response.httpResponse().statusCode(), error, text);
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * What a service answered.
     *
     * @param status the HTTP status
     * @param errorType what the header for it says, perhaps with more behind a colon; empty if there is none
     * @param text the body
     */
    record Answer(int status, String errorType, String text) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Returns whether another attempt may help. */
        boolean isTemporary() {
            return status >= 500 || status == 429;
        }

        /** Leaves out the body, which may be a secret. */
        @Override
        public String toString() {
            return "Answer[" + status + " " + errorType + "]";
        }
    }
}
