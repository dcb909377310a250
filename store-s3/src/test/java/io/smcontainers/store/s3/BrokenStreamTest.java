package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class BrokenStreamTest {
    private static final byte[] CONTENT = S3FetchTest.content(3_000_000);
    private static final String ETAG = "\"an-etag\"";

    @Test
    void oneThatIsCutTwentyTimesGoesOnWhereItWasCut() throws IOException {
        Random random = new Random();
        AtomicInteger cuts = new AtomicInteger();
        ScriptedS3.Script script = (request, answer) -> {
            answer.header("ETag", ETAG);
            if (cuts.getAndIncrement() < 20) {
                int from = request.from();
                answer.cut(request, CONTENT, from + random.nextInt(Math.min(200_000, CONTENT.length - from)));
            } else {
                answer.object(request, CONTENT);
            }
        };
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            ReceivedCode code = new ReceivedCode(s3).fetch("s3://bucket/model.bin");

            assertThat(code.files.get("model.bin")).isEqualTo(CONTENT);
            assertThat(code.received).isEqualTo(CONTENT.length);
            assertThat(s3.requests()).hasSize(21);
            assertThat(s3.requests().stream().skip(1))
                    .allMatch(request -> request.header("if-match").equals(ETAG));
            assertThat(code.log).hasSize(20).allMatch(line -> line.contains("it goes on from there"));
        }
    }

    @Test
    void oneWhoseServerKnowsNoRangesIsReadAgainUpToThere() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        ScriptedS3.Script script = (request, answer) -> answer.header("ETag", ETAG)
                .sendPart(
                        200, CONTENT, 0, requests.getAndIncrement() == 0 ? 1_000_000 : CONTENT.length, CONTENT.length);
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            assertThat(new ReceivedCode(s3).fetch("s3://bucket/model.bin").files.get("model.bin"))
                    .isEqualTo(CONTENT);
        }
    }

    @Test
    void oneWhoseObjectWasReplacedIsAnError() {
        ScriptedS3.Script script = (request, answer) -> {
            if (request.from() == 0) {
                answer.header("ETag", ETAG).cut(request, CONTENT, 1_000_000);
            } else {
                answer.error(412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
            }
        };
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            assertThat(failure(ErrorCode.DOWNLOAD_FAILED, s3)).contains("was replaced by another while it was fetched");
        }
    }

    @Test
    void oneThatBreaksOffAgainAndAgainIsGivenUp() {
        ScriptedS3.Script script =
                (request, answer) -> answer.header("ETag", ETAG).cut(request, CONTENT, request.from() + 1);
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            assertThat(failure(ErrorCode.DOWNLOAD_FAILED, s3))
                    .contains("breaks off again and again, the last time after 5 of 3,000,000 bytes")
                    .contains("VPC");
        }
    }

    @Test
    void oneThatHangsIsGivenUpInTime() {
        ScriptedS3.Script script = (request, answer) -> {
            answer.header("ETag", ETAG).cut(request, CONTENT, request.from() + 100);
            answer.hang();
        };
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> new ReceivedCode(s3)
                            .with("SAGEMAKER_S3_PATIENCE_SECONDS", "1")
                            .fetch("s3://bucket/model.bin"))
                    .isInstanceOf(JobException.class)
                    .hasMessageContaining("breaks off again and again");
            assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
        }
    }

    @Test
    void damageIsFoundByTheChecksumThatS3Has() throws IOException {
        CRC32 crc = new CRC32();
        crc.update(CONTENT);
        byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        String checksum = Base64.getEncoder().encodeToString(value);
        byte[] damaged = CONTENT.clone();
        damaged[2_000_000]++;
        AtomicInteger requests = new AtomicInteger();
        ScriptedS3.Script script = (request, answer) -> answer.header("x-amz-checksum-crc32", checksum)
                .header("x-amz-checksum-type", "FULL_OBJECT")
                .object(request, requests.getAndIncrement() == 0 ? CONTENT : damaged);
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            assertThat(new ReceivedCode(s3).fetch("s3://bucket/model.bin").files.get("model.bin"))
                    .isEqualTo(CONTENT);
            assertThat(failure(ErrorCode.DOWNLOAD_FAILED, s3)).contains("the CRC32 differs");
            assertThat(s3.requests().get(0).header("x-amz-checksum-mode")).isEqualTo("ENABLED");
        }
    }

    @Test
    void oneThatHardlyMovesIsGivenUpInTime() {
        ScriptedS3.Script script = (request, answer) -> {
            answer.header("ETag", ETAG).trickle(CONTENT);
        };
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            assertThatThrownBy(() -> new ReceivedCode(s3)
                            .with("SAGEMAKER_S3_PATIENCE_SECONDS", "1")
                            .fetch("s3://bucket/model.bin"))
                    .isInstanceOf(JobException.class)
                    .hasMessageContaining("hardly anything arrives any more");
        }
    }

    @Test
    void damageIsFoundByTheChecksumThatS3MakesItself() {
        ScriptedS3.Script script = (request, answer) -> answer.header("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=")
                .header("x-amz-checksum-type", "FULL_OBJECT")
                .object(request, CONTENT);
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            assertThat(failure(ErrorCode.DOWNLOAD_FAILED, s3)).contains("the CRC64NVME differs");
        }
    }

    @Test
    void damageIsFoundByTheEtagIfItIsAnMd5() {
        ScriptedS3.Script script = (request, answer) ->
                answer.header("ETag", "\"0123456789abcdef0123456789abcdef\"").object(request, CONTENT);
        try (ScriptedS3 s3 = new ScriptedS3(script)) {
            assertThat(failure(ErrorCode.DOWNLOAD_FAILED, s3)).contains("the MD5 differs");
        }
    }

    private static String failure(ErrorCode code, ScriptedS3 s3) {
        JobException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                JobException.class, () -> new ReceivedCode(s3).fetch("s3://bucket/model.bin"));
        assertThat(failure.code()).isEqualTo(code);
        return failure.getMessage();
    }
}
