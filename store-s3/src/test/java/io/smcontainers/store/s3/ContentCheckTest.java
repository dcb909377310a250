package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class ContentCheckTest {
    /** What catalogues of CRCs take for their check values. */
    private static final byte[] CHECKED = "123456789".getBytes(StandardCharsets.US_ASCII);

    private static final String MD5 = "25f9e794323b453885f5181f1b624d0b";

    @Test
    void knowsTheChecksumsOfS3() {
        assertMatches("CRC32", object -> object.checksumCRC32(base64("cbf43926")));
        assertMatches("CRC32C", object -> object.checksumCRC32C(base64("e3069283")));
        assertMatches("CRC64NVME", object -> object.checksumCRC64NVME(base64("ae8b14860a799888")));
        assertMatches("SHA-1", object -> object.checksumSHA1(base64("f7c3bc1d808e04732adf679965ccc34ca7ae3441")));
        assertMatches("MD5", object -> object.eTag("\"" + MD5 + "\""));
        assertMatches(
                "SHA-256",
                object -> object.checksumSHA256(
                        base64("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 9})
    void aCrc64IsTheSameInPieces(int piece) {
        Crc64Nvme crc = new Crc64Nvme();
        for (int at = 0; at < CHECKED.length; at += piece) {
            crc.update(CHECKED, at, Math.min(piece, CHECKED.length - at));
        }

        assertThat(crc.getValue()).isEqualTo(0xae8b14860a799888L);
    }

    @Test
    void hasNothingToSayOfPartsAndOfWhatKmsEncrypted() {
        assertThat(check(object -> object.eTag("\"" + MD5 + "-2\""))).isNull();
        assertThat(check(object -> object.eTag("\"" + MD5 + "\"").serverSideEncryption(ServerSideEncryption.AWS_KMS)))
                .isNull();
        assertThat(check(object ->
                        object.checksumCRC32(base64("cbf43926") + "-2").checksumType(ChecksumType.COMPOSITE)))
                .isNull();
        assertThat(check(object -> {})).isNull();
    }

    private static void assertMatches(String name, Consumer<GetObjectResponse.Builder> checksum) {
        ContentCheck right = check(checksum);
        right.update(CHECKED, 0, CHECKED.length);
        assertThat(right.name()).isEqualTo(name);
        assertThat(right.matches()).as(name).isTrue();

        ContentCheck wrong = check(checksum);
        wrong.update(CHECKED, 0, CHECKED.length - 1);
        assertThat(wrong.matches()).as(name).isFalse();
    }

    private static ContentCheck check(Consumer<GetObjectResponse.Builder> content) {
        GetObjectResponse.Builder object = GetObjectResponse.builder();
        content.accept(object);
        return ContentCheck.of(object.build());
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
