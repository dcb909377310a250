package io.smcontainers.store.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
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
    private final Digest digest;
    private final byte[] wanted;

    private ContentCheck(String name, Digest digest, byte[] wanted) {
        this.name = name;
        this.digest = digest;
        this.wanted = wanted;
    }

    /** Returns how to check an object; null if there is nothing to check it by. */
    static @Nullable ContentCheck of(GetObjectResponse object) {
        if (object.checksumType() != ChecksumType.COMPOSITE) {
            if (isOfWhole(object.checksumCRC32())) {
                return of("CRC32", new Crc(new CRC32(), Integer.BYTES), object.checksumCRC32());
            }
            if (isOfWhole(object.checksumCRC32C())) {
                return of("CRC32C", new Crc(new CRC32C(), Integer.BYTES), object.checksumCRC32C());
            }
            if (isOfWhole(object.checksumCRC64NVME())) {
                return of("CRC64NVME", new Crc(new Crc64Nvme(), Long.BYTES), object.checksumCRC64NVME());
            }
            if (isOfWhole(object.checksumSHA1())) {
                return of("SHA-1", Hash.of("SHA-1"), object.checksumSHA1());
            }
            if (isOfWhole(object.checksumSHA256())) {
                return of("SHA-256", Hash.of("SHA-256"), object.checksumSHA256());
            }
        }
        return isMd5(object)
                ? new ContentCheck("MD5", Hash.of("MD5"), HexFormat.of().parseHex(unquoted(object)))
                : null;
    }

    /** A checksum of checksums has a number of parts behind it, as in {@code LdBkxQ==-3}. */
    private static boolean isOfWhole(@Nullable String base64) {
        return base64 != null && !base64.contains("-");
    }

    private static ContentCheck of(String name, Digest digest, String base64) {
        return new ContentCheck(name, digest, Base64.getDecoder().decode(base64));
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
        digest.update(bytes, offset, length);
    }

    /** Returns whether all that was seen is what S3 has. To be asked once, at the end. */
    boolean matches() {
        return Arrays.equals(digest.value(), wanted);
    }

    private interface Digest {
        void update(byte[] bytes, int offset, int length);

        byte[] value();
    }

    private record Crc(Checksum checksum, int length) implements Digest {
        @Override
        public void update(byte[] bytes, int offset, int count) {
            checksum.update(bytes, offset, count);
        }

        @Override
        public byte[] value() {
            byte[] value =
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
            return Arrays.copyOfRange(value, Long.BYTES - length, Long.BYTES);
        }
    }

    private record Hash(MessageDigest hash) implements Digest {
        static Hash of(String algorithm) {
            try {
                return new Hash(MessageDigest.getInstance(algorithm));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            hash.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return hash.digest();
        }
    }
}
