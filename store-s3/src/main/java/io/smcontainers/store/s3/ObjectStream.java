package io.smcontainers.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The bytes of an object, all of them or an error. A stream that breaks off goes on where it broke off, as long as the object
 * is the same and something arrives. At the end, size and checksum are looked at.
 */
final class ObjectStream extends InputStream {
    private static final int PRECONDITION_FAILED = 412;

    private final S3Bucket bucket;
    private final S3Location object;
    private final boolean unannounced;
    private final Perseverance perseverance;
    private @Nullable ResponseInputStream<GetObjectResponse> in;
    private @Nullable GetObjectResponse first;
    private @Nullable ContentCheck check;
    private long count;
    private boolean ended;

    /**
     * Creates a stream, which asks for the object when it is first read.
     *
     * @param unannounced whether the log has not been told yet how large the object is
     */
    ObjectStream(S3Bucket bucket, S3Location object, boolean unannounced) {
        this.bucket = bucket;
        this.object = object;
        this.unannounced = unannounced;
        this.perseverance = new Perseverance(bucket.settings().patience());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads.
     *
     * @throws NoSuchKeyException if there is no such object
     * @throws io.smcontainers.core.JobException if it cannot be fetched for another reason
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended) {
            try {
                int read = perseverance.timed(() -> readOnce(target, offset, length));
                if (read > 0) {
                    arrived(target, offset, read);
                    return read;
                }
                requireWhole();
            } catch (IOException e) {
                goOnAfter(e);
            }
        }
        return -1;
    }

    private int readOnce(byte[] target, int offset, int length) throws IOException {
        if (in == null) {
            in = first == null ? open() : reopen(first);
        }
        try {
            return in.read(target, offset, length);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void arrived(byte[] target, int offset, int read) throws IOException {
        count += read;
        if (check != null) {
            check.update(target, offset, read);
        }
        bucket.log().received(read);
        if (!perseverance.arrived(read)) {
            throw bucket.errors().tooSlow(object, count, total());
        }
    }

    /** Looks at the end: was that all, and is it right? */
    private void requireWhole() throws IOException {
        if (count < total()) {
            throw new IOException("the connection ended");
        }
        ended = true;
        if (count > total() || check != null && !check.matches()) {
            throw bucket.errors().damaged(object, count, total(), check == null ? "size" : check.name());
        }
    }

    /** A server that does not say how much there is tells the end in another way. */
    private long total() {
        return first == null || first.contentLength() == null ? count : first.contentLength();
    }

    private void goOnAfter(IOException broken) throws IOException {
        abort();
        if (Thread.currentThread().isInterrupted()) {
            throw broken;
        }
        if (!perseverance.permitsAnother()) {
            throw bucket.errors().brokenOff(object, count, total(), broken);
        }
        bucket.log()
                .warn(String.format(
                        Locale.ROOT,
                        "the download of %s broke off after %,d of %,d bytes (%s); it goes on from there",
                        object,
                        count,
                        total(),
                        broken.getMessage()));
        perseverance.pause();
    }

    private ResponseInputStream<GetObjectResponse> open() {
        GetObjectRequest.Builder request = request(bucket.settings().patience());
        try {
            ResponseInputStream<GetObjectResponse> opened = bucket.ask(client -> client.getObject(request.build()));
            first = opened.response();
            check = ContentCheck.of(first);
            if (unannounced) {
                bucket.log().expected(total());
            }
            return opened;
        } catch (NoSuchKeyException e) {
            throw e;
        } catch (SdkException e) {
            throw bucket.errors().of(object, e);
        }
    }

    /** Asks for the rest, if it is the rest of what has been read so far. */
    private ResponseInputStream<GetObjectResponse> reopen(GetObjectResponse before) throws IOException {
        GetObjectRequest request = request(perseverance.left())
                .ifMatch(before.eTag())
                // For servers that give no ETag.
                .ifUnmodifiedSince(before.eTag() == null ? before.lastModified() : null)
                .range("bytes=" + count + "-")
                .build();
        try {
            ResponseInputStream<GetObjectResponse> opened = bucket.ask(client -> client.getObject(request));
            if (opened.response().contentRange() == null) {
                // A server that knows no ranges sends everything again.
                opened.skipNBytes(count);
            }
            return opened;
        } catch (SdkException e) {
            if (e instanceof SdkServiceException answer && answer.statusCode() == PRECONDITION_FAILED) {
                throw bucket.errors().changed(object, count, e);
            }
            throw bucket.errors().of(object, e);
        }
    }

    /** Checksums come only if they are asked for. By a header, as the SDK would otherwise look at each part by itself. */
    private GetObjectRequest.Builder request(Duration limit) {
        return GetObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .overrideConfiguration(limits ->
                        limits.putHeader("x-amz-checksum-mode", "ENABLED").apiCallTimeout(limit));
    }

    private void abort() {
        if (in != null) {
            in.abort();
            in = null;
        }
    }

    @Override
    public void close() {
        abort();
    }
}
