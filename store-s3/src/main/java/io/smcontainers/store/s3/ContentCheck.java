package io.smcontainers.store.s3;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Checks an object's bytes by the checksum that S3 has of it, the cheapest if there are several; without one by the ETag, which
 * is an MD5 of what was uploaded in one piece and not encrypted with a key of KMS
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html). Of the parts of a large upload alone nothing can be told.
 */
final class ContentCheck {
    private final String name;
    private final SdkChecksum checksum;
    private final byte[] wanted;

    private ContentCheck(String name, ChecksumAlgorithm algorithm, byte[] wanted) {
        this.name = name;
        this.checksum = SdkChecksum.forAlgorithm(algorithm);
        this.wanted = wanted;
    }

    /** Returns how to check an object; null if there is nothing to check it by. */
    static @Nullable ContentCheck of(GetObjectResponse object) {
        if (object.checksumType() != ChecksumType.COMPOSITE) {
            Optional<ContentCheck> check = of("CRC32", DefaultChecksumAlgorithm.CRC32, object.checksumCRC32())
                    .or(() -> of("CRC32C", DefaultChecksumAlgorithm.CRC32C, object.checksumCRC32C()))
                    .or(() -> of("CRC64NVME", DefaultChecksumAlgorithm.CRC64NVME, object.checksumCRC64NVME()))
                    .or(() -> of("SHA-1", DefaultChecksumAlgorithm.SHA1, object.checksumSHA1()))
                    .or(() -> of("SHA-256", DefaultChecksumAlgorithm.SHA256, object.checksumSHA256()));
            if (check.isPresent()) {
                return check.get();
            }
        }
        return isMd5(object)
                ? new ContentCheck(
                        "MD5", DefaultChecksumAlgorithm.MD5, HexFormat.of().parseHex(unquoted(object)))
                : null;
    }

    /** A checksum of checksums has a number of parts behind it, as in {@code LdBkxQ==-3}. */
    private static Optional<ContentCheck> of(String name, ChecksumAlgorithm algorithm, @Nullable String base64) {
        return base64 == null || base64.contains("-")
                ? Optional.empty()
                : Optional.of(
                        new ContentCheck(name, algorithm, Base64.getDecoder().decode(base64)));
    }

    private static boolean isMd5(GetObjectResponse object) {
        ServerSideEncryption encryption = object.serverSideEncryption();
        return object.eTag() != null
                && (encryption == null || encryption == ServerSideEncryption.AES256)
                && object.sseCustomerAlgorithm() == null
                && unquoted(object).matches("[0-9a-f]{32}");
    }

    private static String unquoted(GetObjectResponse object) {
        return object.eTag().replace("\"", "");
    }

    /** Returns the algorithm's name. */
    String name() {
        return name;
    }

    void update(byte[] bytes, int offset, int length) {
        checksum.update(bytes, offset, length);
    }

    /** Returns whether all that was seen is what S3 has. */
    boolean matches() {
        return Arrays.equals(checksum.getChecksumBytes(), wanted);
    }
}
