package io.smcontainers.store.s3;

import io.smcontainers.spi.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Looks at what there is where a key that does not exist was thought to be. */
final class NearestKeys {
    private static final int MAX_LISTED = 5;

    private final S3Bucket bucket;

    NearestKeys(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** Returns the key that was probably meant, or some of those beside it; nothing if listing is not allowed. */
    List<String> of(S3Location missing) {
        String key = missing.key();
        for (String folder = parent(key); ; folder = parent(folder.substring(0, folder.length() - 1))) {
            List<String> keys = list(missing.bucket(), folder);
            if (!keys.isEmpty()) {
                Optional<String> nearest = NearestName.of(key, keys);
                return nearest.map(List::of)
                        .orElse(keys.stream().limit(MAX_LISTED).toList());
            }
            if (folder.isEmpty()) {
                return List.of();
            }
        }
    }

    private static String parent(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private List<String> list(String name, String folder) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(name)
                .prefix(folder)
                .delimiter("/")
                .build();
        try {
            ListObjectsV2Response answer = bucket.ask(client -> client.listObjectsV2(request));
            return Stream.concat(
                            answer.contents().stream().map(S3Object::key),
                            answer.commonPrefixes().stream().map(CommonPrefix::prefix))
                    .toList();
        } catch (SdkException e) {
            return List.of();
        }
    }
}
