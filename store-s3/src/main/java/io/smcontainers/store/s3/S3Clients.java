package io.smcontainers.store.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes clients of S3 for a job: all with the same credentials, connections, limits of time and retries, each for one region.
 * A request is tried again, after a pause that grows, where that may help: after 500, 503 and the like, when S3 asks to slow
 * down, and when the network fails.
 */
final class S3Clients implements AutoCloseable {
    /** Where S3 is asked if nobody says a region; it answers with the right one. */
    static final String DEFAULT_REGION = "us-east-1";

    private static final int ATTEMPTS = 5;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_READ_TIMEOUT = Duration.ofSeconds(20);

    private final S3Settings settings;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;

    S3Clients(S3Settings settings) {
        this.settings = settings;
        this.credentials = S3Credentials.of(settings);
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(shorter(CONNECT_TIMEOUT, settings.patience()))
                .socketTimeout(readTimeout(settings))
                .build();
    }

    /** Returns a client for the job's region, or for S3's own default. */
    S3Client client() {
        return client(settings.region().orElse(DEFAULT_REGION));
    }

    /** Returns a client for a region. */
    S3Client client(String region) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(limits())
                // Checksums cost time; where they are asked for by name they are made.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        // Servers that speak S3 under one name have no name for each bucket.
        settings.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        return builder.build();
    }

    /** Returns how long one read may take: there should be time for some attempts. */
    static Duration readTimeout(S3Settings settings) {
        return shorter(LONGEST_READ_TIMEOUT, settings.patience().dividedBy(4).plusMillis(1));
    }

    private ClientOverrideConfiguration limits() {
        RetryStrategy retries = StandardRetryStrategy.builder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(8)))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofSeconds(1), Duration.ofSeconds(15)))
                .build();
        return ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .apiCallTimeout(settings.patience())
                .build();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        http.close();
    }
}
