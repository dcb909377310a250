package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smcontainers.core.JobException;
import io.smcontainers.spi.OutputFile;
import io.smcontainers.spi.Support;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class S3UploadTest {
    private static final S3Location FOLDER = new S3Location("bucket", "out/job-1/output/intermediate");
    private static final byte[] NOTHING = {};
    private static final Map<String, String> VARIABLES = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "AWS_REGION", "eu-west-1",
            "SAGEMAKER_S3_PATIENCE_SECONDS", "20");

    @Test
    void aFileBecomesAnObjectBelowThePrefix() throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.send(200, NOTHING))) {
            put(s3, file("epoch 1/weights+ü.pt", "content".getBytes(StandardCharsets.UTF_8)));

            assertThat(s3.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("PUT");
                assertThat(request.target())
                        .isEqualTo("/bucket/out/job-1/output/intermediate/epoch%201/weights%2B%C3%BC.pt");
                assertThat(sent(request)).asString().isEqualTo("content");
                assertThat(request.header("content-type")).isEqualTo("binary/octet-stream");
            });
        }
    }

    @Test
    void anEmptyFileBecomesAnEmptyObject() throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.send(200, NOTHING))) {
            put(s3, file("_SUCCESS", NOTHING));
            assertThat(s3.requests()).singleElement().satisfies(request -> assertThat(sent(request))
                    .isEmpty());
        }
    }

    @Test
    void aLargeFileIsSentInParts() throws IOException {
        byte[] content = new byte[(int) PartPlan.SMALLEST_BYTES * 2 + 12_345];
        new Random(1).nextBytes(content);
        Map<Integer, byte[]> parts = new ConcurrentHashMap<>();
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answerInParts(request, answer, parts))) {
            put(s3, file("model.bin", content));

            assertThat(new TreeMap<>(parts)).containsOnlyKeys(1, 2, 3);
            assertThat(Arrays.equals(parts.get(1), Arrays.copyOf(content, (int) PartPlan.SMALLEST_BYTES)))
                    .isTrue();
            assertThat(parts.get(3)).hasSize(12_345);
            assertThat(parts.get(3)[12_344]).isEqualTo(content[content.length - 1]);
            assertThat(s3.requests().get(s3.requests().size() - 1).body())
                    .asString()
                    .containsSubsequence(
                            "<ETag>&quot;1&quot;</ETag><PartNumber>1</PartNumber>", "<PartNumber>2", "<PartNumber>3");
        }
    }

    @Test
    void anUploadOfWhichAPartFailsIsTakenBack() {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (request.target().contains("partNumber=2")) {
                answer.error(400, "BadDigest", "it was damaged");
            } else {
                answerInParts(request, answer, new ConcurrentHashMap<>());
            }
        })) {
            OutputFile file = file("model.bin", new byte[(int) PartPlan.SMALLEST_BYTES + 1]);

            assertThatThrownBy(() -> put(s3, file))
                    .isInstanceOf(IOException.class)
                    .hasMessage("S3 answered 400 BadDigest: it was damaged");

            assertThat(s3.requests())
                    .anyMatch(request -> request.method().equals("DELETE")
                            && request.target().contains("uploadId=u1"));
        }
    }

    @Test
    void aKeyThatIsTooLongIsRefusedBeforehand() {
        try (S3Upload upload = new S3Upload(new S3Settings(VARIABLES), FOLDER)) {
            String fits = "n".repeat(S3Upload.MAX_KEY_BYTES - FOLDER.key().length() - 1);
            assertThat(upload.supports(file(fits, NOTHING))).isEqualTo(Support.yes());
            assertThat(upload.supports(file(fits + "ü", NOTHING)))
                    .isEqualTo(Support.no("its key on S3 would have 1026 bytes; at most 1024 are possible; give it a"
                            + " shorter name"));
        }
    }

    @Test
    void aMissingPermissionSaysWhatToCheck() {
        assertThat(failure(403, "AccessDenied", "Access Denied"))
                .isInstanceOf(JobException.class)
                .hasMessageContainingAll(
                        "bucket 'bucket', prefix 'out/job-1/output/intermediate', region eu-west-1, endpoint http://127",
                        "S3 answered 403 AccessDenied: Access Denied",
                        "s3:PutObject on arn:aws:s3:::bucket/out/job-1/output/intermediate/*",
                        "kms:GenerateDataKey");
    }

    @Test
    void whatConcernsAllFilesIsToldFromWhatConcernsOne() {
        assertThat(failure(404, "NoSuchBucket", "gone"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("There is no bucket 'bucket'");
        assertThat(failure(400, "ExpiredToken", "expired"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("have expired");
        assertThat(failure(400, "KMS.DisabledException", "disabled"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("kms:GenerateDataKey");
        assertThat(failure(400, "InvalidRequest", "odd"))
                .isInstanceOf(IOException.class)
                .hasMessage("S3 answered 400 InvalidRequest: odd");
    }

    @Test
    void aServerThatIsBusyForAMomentIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (asked.incrementAndGet() <= 2) {
                answer.error(503, "SlowDown", "please");
            } else {
                answer.send(200, NOTHING);
            }
        })) {
            put(s3, file("a.txt", "again and again".getBytes(StandardCharsets.UTF_8)));
            assertThat(s3.requests())
                    .hasSize(3)
                    .allSatisfy(request -> assertThat(sent(request)).asString().isEqualTo("again and again"));
        }
    }

    @Test
    void aServerThatHangsIsGivenUp() {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.hang())) {
            assertThatThrownBy(() -> put(s3, file("a.txt", NOTHING), "1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("there was no answer in time");
        }
    }

    @Test
    void aServerThatIsNotThereIsNoReasonToGiveUp() {
        ScriptedS3 s3 = new ScriptedS3((request, answer) -> {});
        s3.close();
        assertThatThrownBy(() -> put(s3, file("a.txt", NOTHING), "2"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("VPC");
    }

    @Test
    void aBucketThatIsElsewhereIsUploadedToThere() throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (request.header("authorization").contains("/eu-west-1/")) {
                answer.header("x-amz-bucket-region", "us-west-2").error(400, "AuthorizationHeaderMalformed", "wrong");
            } else {
                answer.send(200, NOTHING);
            }
        })) {
            put(s3, file("a.txt", "1".getBytes(StandardCharsets.UTF_8)));
            assertThat(s3.requests().get(1).header("authorization")).contains("/us-west-2/");
            assertThat(sent(s3.requests().get(1))).asString().isEqualTo("1");
        }
    }

    @Test
    void aFileThatCannotBeReadIsTheFilesError() {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.send(200, NOTHING))) {
            OutputFile broken = new MemoryFile("a.txt", new byte[10]) {
                @Override
                public InputStream read(long offset, long length) {
                    return new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("disk error");
                        }
                    };
                }
            };
            assertThatThrownBy(() -> put(s3, broken))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk error");
        }
    }

    @Test
    void credentialsAreInNoMessage() {
        assertThat(failure(403, "InvalidAccessKeyId", "The key does not exist"))
                .message()
                .doesNotContain("AKIAIOSFODNN7EXAMPLE")
                .doesNotContain("wJalr");
    }

    private static Throwable failure(int status, String name, String message) {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.error(status, name, message))) {
            return catchThrowable(() -> put(s3, file("a.txt", NOTHING)));
        }
    }

    private static void answerInParts(ScriptedS3.Request request, ScriptedS3.Answer answer, Map<Integer, byte[]> parts)
            throws IOException {
        if (request.target().endsWith("?uploads")) {
            answer.send(
                    200, xml("<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>"));
        } else if (request.method().equals("PUT")) {
            int number = Integer.parseInt(request.target().replaceAll(".*partNumber=(\\d+).*", "$1"));
            parts.put(number, sent(request));
            answer.header("ETag", "\"" + number + "\"").send(200, NOTHING);
        } else if (request.method().equals("POST")) {
            answer.send(200, xml("<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>"));
        } else {
            answer.send(204, NOTHING);
        }
    }

    /**
     * Returns what was sent, without the signatures between, which there are where the connection is not secure
     * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html).
     */
    private static byte[] sent(ScriptedS3.Request request) {
        if (!request.header("content-encoding").contains("aws-chunked")) {
            return request.body();
        }
        byte[] body = request.body();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int end = at;
            while (body[end] != '\n') {
                end++;
            }
            String head = new String(body, at, end - at, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(head.substring(0, head.indexOf(';')), 16);
            content.write(body, end + 1, length);
            at = end + 1 + length + "\r\n".length();
        }
        assertThat(content.size()).isEqualTo(Integer.parseInt(request.header("x-amz-decoded-content-length")));
        return content.toByteArray();
    }

    private static byte[] xml(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ScriptedS3 s3, OutputFile file) throws IOException {
        put(s3, file, "20");
    }

    private static void put(ScriptedS3 s3, OutputFile file, String patience) throws IOException {
        Map<String, String> variables = new TreeMap<>(VARIABLES);
        variables.put("S3_ENDPOINT_URL", s3.url());
        variables.put("SAGEMAKER_S3_PATIENCE_SECONDS", patience);
        try (S3Upload upload = new S3Upload(new S3Settings(variables), FOLDER)) {
            upload.put(file);
        }
    }

    private static OutputFile file(String name, byte[] content) {
        return new MemoryFile(name, content);
    }

    /** A file of a test. */
    private static class MemoryFile implements OutputFile {
        private final String name;
        private final byte[] content;

        MemoryFile(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String relativePath() {
            return name;
        }

        @Override
        public long sizeBytes() {
            return content.length;
        }

        @Override
        public InputStream read(long offset, long length) {
            return new ByteArrayInputStream(content, (int) offset, (int) length);
        }
    }

    @Test
    void partsAreFewEnoughForAnySize() {
        for (long size : List.of(PartPlan.SMALLEST_BYTES + 1, 5L << 30, 320_000L << 20, S3Upload.MAX_OBJECT_BYTES)) {
            PartPlan plan = PartPlan.of(size);
            assertThat(plan.count()).isBetween(2, 10_000);
            assertThat(plan.offset(plan.count()) + plan.length(plan.count())).isEqualTo(size);
            assertThat(plan.partBytes()).isLessThan(5L << 30);
        }
    }
}
