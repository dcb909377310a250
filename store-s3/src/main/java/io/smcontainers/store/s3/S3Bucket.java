package io.smcontainers.store.s3;

import io.smcontainers.core.JobException;
import io.smcontainers.spi.FetchLog;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket, asked in the region where it is, whatever region the job is in. */
final class S3Bucket implements AutoCloseable {
    private final S3Settings settings;
    private final String name;
    private final FetchLog log;
    private final S3Clients clients;
    private volatile String region;
    private volatile S3Client client;

    S3Bucket(S3Settings settings, String name, FetchLog log) {
        this.settings = settings;
        this.name = name;
        this.log = log;
        this.clients = new S3Clients(settings);
        this.region = settings.region().orElse(S3Clients.DEFAULT_REGION);
        this.client = clients.client(region);
    }

    S3Settings settings() {
        return settings;
    }

    String name() {
        return name;
    }

    FetchLog log() {
        return log;
    }

    /** Returns what makes errors of what S3 answers. */
    S3Errors errors() {
        return new S3Errors(settings, region);
    }

    /**
     * Sends a request; if the answer is that the bucket is elsewhere, once more, and all later ones, to there.
     *
     * @throws SdkException if S3 does not do it
     */
    <T> T ask(Function<S3Client, T> request) {
        S3Client asked = client;
        try {
            return request.apply(asked);
        } catch (AwsServiceException e) {
            Optional<String> other = RegionAnswer.of(e).filter(named -> !named.equals(region) || asked != client);
            if (other.isEmpty()) {
                throw e;
            }
            return request.apply(clientIn(other.get()));
        }
    }

    /**
     * Sends a request as {@link #ask} does.
     *
     * @param place what the request is about
     * @throws JobException if S3 does not do it
     */
    <T> T ask(S3Location place, Function<S3Client, T> request) {
        try {
            return ask(request);
        } catch (SdkException e) {
            throw errors().of(place, e);
        }
    }

    private synchronized S3Client clientIn(String other) {
        if (!other.equals(region)) {
            String before = settings.region().map(own -> "not in " + own).orElse("and no region is set");
            log.info("bucket " + name + " is in region " + other + ", " + before + "; it is asked there");
            client = clients.client(other);
            region = other;
        }
        return client;
    }

    @Override
    public void close() {
        clients.close();
    }
}
