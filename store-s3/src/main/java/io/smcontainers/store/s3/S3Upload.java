package io.smcontainers.store.s3;

import io.smcontainers.spi.OutputFile;
import io.smcontainers.spi.OutputUpload;
import io.smcontainers.spi.Support;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Uploads files below one prefix: a small one with one request, a large one in parts that are sent at the same time. */
final class S3Upload implements OutputUpload {
    /** Of the key, in UTF-8 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html). */
    static final int MAX_KEY_BYTES = 1024;

    /** 5 TiB (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). */
    static final long MAX_OBJECT_BYTES = 5L << 40;

    /** What boto3 sends for a file of which it knows nothing else. */
    private static final String CONTENT_TYPE = "binary/octet-stream";

    /** Beyond that an upload is as good as broken off. */
    private static final long SLOWEST_BYTES_PER_SECOND = 100_000;

    private static final int PARTS_AT_A_TIME = 4;

    private final S3Location folder;
    private final Duration patience;
    private final S3Bucket bucket;
    private final UploadErrors errors;
    private final ExecutorService partThreads = Executors.newFixedThreadPool(PARTS_AT_A_TIME, task -> {
        Thread thread = new Thread(task, "s3-part");
        thread.setDaemon(true);
        return thread;
    });

    /** Gets ready. Nothing is asked for yet. */
    S3Upload(S3Settings settings, S3Location folder) {
        this.folder = folder;
        this.patience = settings.patience();
        this.bucket = new S3Bucket(settings, folder.bucket(), SilentLog.INSTANCE);
        this.errors = new UploadErrors(bucket, folder);
    }

    @Override
    public Support supports(OutputFile file) {
        String key = key(file);
        int keyBytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (keyBytes > MAX_KEY_BYTES) {
            return Support.no("its key on S3 would have " + keyBytes + " bytes; at most " + MAX_KEY_BYTES
                    + " are possible; give it a shorter name");
        }
        return file.sizeBytes() <= MAX_OBJECT_BYTES
                ? Support.yes()
                : Support.no("S3 takes no more than 5 TiB; write it as several files");
    }

    @Override
    public void put(OutputFile file) throws IOException {
        try {
            if (file.sizeBytes() > PartPlan.SMALLEST_BYTES) {
                new MultipartUpload(bucket, key(file), file, partThreads, this::limit).run();
            } else {
                putWhole(file);
            }
        } catch (SdkException e) {
            throw errors.of(e);
        }
    }

    private void putWhole(OutputFile file) {
        long size = file.sizeBytes();
        bucket.ask(client -> client.putObject(
                request -> request.bucket(folder.bucket()).key(key(file)).overrideConfiguration(limit(size)),
                body(file, 0, size)));
    }

    /** Returns a part of a file as what is sent; it is read anew for each attempt. */
    static RequestBody body(OutputFile file, long offset, long length) {
        return RequestBody.fromContentProvider(() -> new FileContent(file.read(offset, length)), length, CONTENT_TYPE);
    }

    private AwsRequestOverrideConfiguration limit(long bytes) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(patience.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND))
                .build();
    }

    private String key(OutputFile file) {
        return folder.resolve(file.relativePath()).key();
    }

    @Override
    public void close() {
        partThreads.shutdownNow();
        bucket.close();
    }
}
