package io.smcontainers.store.s3;

import io.smcontainers.spi.OutputFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads one large file in parts. If a part cannot be sent, those that were are given up, so that nobody pays for them. */
final class MultipartUpload {
    private final S3Bucket bucket;
    private final String key;
    private final OutputFile file;
    private final ExecutorService threads;
    private final LongFunction<AwsRequestOverrideConfiguration> limit;
    private final PartPlan plan;

    /**
     * Creates an upload that has not begun.
     *
     * @param limit how long so many bytes may take
     */
    MultipartUpload(
            S3Bucket bucket,
            String key,
            OutputFile file,
            ExecutorService threads,
            LongFunction<AwsRequestOverrideConfiguration> limit) {
        this.bucket = bucket;
        this.key = key;
        this.file = file;
        this.threads = threads;
        this.limit = limit;
        this.plan = PartPlan.of(file.sizeBytes());
    }

    /** Uploads; returns when the object is complete. */
    void run() throws IOException {
        String id = bucket.ask(client -> client.createMultipartUpload(
                        request -> request.bucket(bucket.name()).key(key)))
                .uploadId();
        List<Future<CompletedPart>> parts = new ArrayList<>();
        try {
            for (int number = 1; number <= plan.count(); number++) {
                int part = number;
                parts.add(threads.submit(() -> send(id, part)));
            }
            complete(id, results(parts));
        } catch (IOException | RuntimeException e) {
            parts.forEach(part -> part.cancel(true));
            abort(id);
            throw e;
        }
    }

    private CompletedPart send(String id, int number) {
        long length = plan.length(number);
        String tag = bucket.ask(client -> client.uploadPart(
                        request -> request.bucket(bucket.name())
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .overrideConfiguration(limit.apply(length)),
                        S3Upload.body(file, plan.offset(number), length)))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private static List<CompletedPart> results(List<Future<CompletedPart>> parts) throws IOException {
        List<CompletedPart> completed = new ArrayList<>();
        try {
            for (Future<CompletedPart> part : parts) {
                completed.add(part.get());
            }
            return completed;
        } catch (ExecutionException e) {
            throw Workers.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void complete(String id, List<CompletedPart> parts) {
        bucket.ask(client -> client.completeMultipartUpload(request ->
                request.bucket(bucket.name()).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts))));
    }

    private void abort(String id) {
        try {
            bucket.ask(client -> client.abortMultipartUpload(
                    request -> request.bucket(bucket.name()).key(key).uploadId(id)));
        } catch (SdkException e) {
            // The bucket's life-cycle rule for unfinished uploads, if it has one, sees to it.
        }
    }
}
