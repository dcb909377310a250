package io.smcontainers.store.s3;

import io.smcontainers.spi.CodeReceiver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Fetches all objects below a prefix, some at a time, and hands them over one by one in the order of their names. */
final class PrefixFetch {
    /** As many as the JVM keeps connections to one host open for, and some. */
    private static final int AT_A_TIME = 8;

    private final S3Bucket bucket;
    private final Workers workers;
    private final S3Location prefix;
    private @Nullable ListObjectsV2Response page;

    PrefixFetch(S3Bucket bucket, Workers workers, S3Location prefix) {
        this.bucket = bucket;
        this.workers = workers;
        this.prefix = prefix;
    }

    /** Returns whether anything is there. */
    boolean hasObjects() throws IOException {
        return !firstPage().contents().isEmpty();
    }

    /** Fetches. */
    void into(CodeReceiver receiver) throws IOException {
        if (!hasObjects()) {
            throw bucket.errors().emptyPrefix(prefix);
        }
        for (ListObjectsV2Response here = firstPage(); ; here = pageAfter(here.nextContinuationToken())) {
            fetch(here.contents().stream().filter(this::isFile).toList(), receiver);
            if (!Boolean.TRUE.equals(here.isTruncated())) {
                return;
            }
        }
    }

    /** Consoles make empty objects whose keys end in a slash, so that a folder without files can be seen. */
    private boolean isFile(S3Object object) {
        return !object.key().endsWith("/")
                && object.key().length() > prefix.key().length();
    }

    private void fetch(List<S3Object> objects, CodeReceiver receiver) throws IOException {
        bucket.log().expected(objects.stream().mapToLong(S3Object::size).sum());
        Iterator<S3Object> waiting = objects.iterator();
        Deque<Arriving> arriving = new ArrayDeque<>();
        while (waiting.hasNext() || !arriving.isEmpty()) {
            while (waiting.hasNext() && arriving.size() < AT_A_TIME) {
                arriving.add(begin(waiting.next()));
            }
            receive(arriving.remove(), receiver);
        }
    }

    private Arriving begin(S3Object object) {
        S3Location place = new S3Location(prefix.bucket(), object.key());
        ReadAhead content = workers.readAhead(new ObjectStream(bucket, place, false), ReadAhead.SHALLOW);
        return new Arriving(place, content);
    }

    private void receive(Arriving object, CodeReceiver receiver) throws IOException {
        try {
            receiver.file(object.place().key().substring(prefix.key().length()), false, object.content());
        } catch (NoSuchKeyException e) {
            throw bucket.errors().of(object.place(), e);
        }
    }

    private ListObjectsV2Response firstPage() throws IOException {
        if (page == null) {
            page = pageAfter(null);
        }
        return page;
    }

    private ListObjectsV2Response pageAfter(@Nullable String token) throws IOException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(prefix.bucket())
                .prefix(prefix.key())
                .continuationToken(token)
                .build();
        return workers.call(() -> bucket.ask(prefix, client -> client.listObjectsV2(request)));
    }

    private record Arriving(S3Location place, ReadAhead content) {}
}
