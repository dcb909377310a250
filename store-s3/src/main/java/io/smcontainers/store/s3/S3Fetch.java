package io.smcontainers.store.s3;

import io.smcontainers.core.JobException;
import io.smcontainers.spi.CodeReceiver;
import io.smcontainers.spi.CodeRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** One fetch of code. All that waits for S3 does so in threads of its own, so that a stop request ends the fetch at once. */
final class S3Fetch implements AutoCloseable {
    private static final int GZIP_MAGIC_FIRST = 0x1f;
    private static final int GZIP_MAGIC_SECOND = 0x8b;

    private final S3Location location;
    private final S3Bucket bucket;
    private final Workers workers;

    private S3Fetch(S3Location location, S3Bucket bucket, Workers workers) {
        this.location = location;
        this.bucket = bucket;
        this.workers = workers;
    }

    /** Gets ready. Nothing is asked for yet. */
    static S3Fetch begin(CodeRequest request, S3Location location) {
        S3Settings settings = new S3Settings(request.variables());
        Workers workers = new Workers(settings.patience());
        return new S3Fetch(location, new S3Bucket(settings, location.bucket(), request.log()), workers);
    }

    /**
     * Fetches.
     *
     * @param receiver takes what arrives
     */
    void into(CodeReceiver receiver) throws IOException {
        if (location.isFolder()) {
            new PrefixFetch(bucket, workers, location).into(receiver);
            return;
        }
        try (ReadAhead content = workers.readAhead(new ObjectStream(bucket, location, true), ReadAhead.DEEP)) {
            content.awaitStart();
            receive(receiver, content);
        } catch (NoSuchKeyException e) {
            fetchFolder(receiver, e);
        }
    }

    /** What people call a folder need not end in a slash. */
    private void fetchFolder(CodeReceiver receiver, NoSuchKeyException noObject) throws IOException {
        PrefixFetch folder = new PrefixFetch(bucket, workers, location.resolve(""));
        if (!isThere(folder)) {
            throw bucket.errors().noSuchKey(location, nearestKeys(), noObject);
        }
        folder.into(receiver);
    }

    /** What S3 said of the object is the error to tell, whatever it says of the list. */
    private static boolean isThere(PrefixFetch folder) throws IOException {
        try {
            return folder.hasObjects();
        } catch (JobException e) {
            return false;
        }
    }

    private List<String> nearestKeys() throws IOException {
        return workers.call(() -> new NearestKeys(bucket).of(location));
    }

    /** The Python toolkit takes any object for an archive; so do we if it has no ending that says something else. */
    private void receive(CodeReceiver receiver, InputStream content) throws IOException {
        String name = location.fileName();
        InputStream peeked = new BufferedInputStream(content);
        if (CodeReceiver.isArchive(name) || name.indexOf('.') < 0 && isGzip(peeked)) {
            receiver.archive(location.toString(), peeked);
        } else {
            receiver.file(name, false, peeked);
        }
    }

    private static boolean isGzip(InputStream content) throws IOException {
        content.mark(2);
        boolean gzip = content.read() == GZIP_MAGIC_FIRST && content.read() == GZIP_MAGIC_SECOND;
        content.reset();
        return gzip;
    }

    @Override
    public void close() {
        workers.close();
        bucket.close();
    }
}
