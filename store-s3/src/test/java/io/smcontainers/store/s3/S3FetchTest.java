package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3FetchTest {
    private static final byte[] CONTENT = content(300_000);

    @ParameterizedTest
    @ValueSource(strings = {"sourcedir.tar.gz", "a.TGZ", "a.tar", "a.zip"})
    void handsOverAnArchiveByItsEnding(String name) throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.object(request, CONTENT))) {
            ReceivedCode code = new ReceivedCode(s3).fetch("s3://bucket/job/" + name);

            assertThat(code.archives).containsOnlyKeys("s3://bucket/job/" + name);
            assertThat(code.archives.values()).containsExactly(CONTENT);
            assertThat(code.expected).isEqualTo(CONTENT.length);
            assertThat(code.received).isEqualTo(CONTENT.length);
            assertThat(s3.requests()).hasSize(1);
            assertThat(s3.requests().get(0).target()).isEqualTo("/bucket/job/" + name);
            assertThat(s3.requests().get(0).header("authorization")).contains("/eu-west-1/s3/");
        }
    }

    @Test
    void handsOverAnyOtherObjectAsAFile() throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.object(request, CONTENT))) {
            ReceivedCode code = new ReceivedCode(s3).fetch("s3://bucket/job/train.py");

            assertThat(code.files).containsOnlyKeys("train.py");
            assertThat(code.files.values()).containsExactly(CONTENT);
        }
    }

    @Test
    void takesAnObjectWithoutEndingForAnArchiveIfItBeginsAsOne() throws IOException {
        byte[] packed = CONTENT.clone();
        packed[0] = 0x1f;
        packed[1] = (byte) 0x8b;
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.object(request, packed))) {
            assertThat(new ReceivedCode(s3).fetch("s3://bucket/source").archives.values())
                    .containsExactly(packed);
            assertThat(new ReceivedCode(s3).fetch("s3://bucket/data.csv.gz").files)
                    .containsOnlyKeys("data.csv.gz");
        }
    }

    @Test
    void fetchesAnEmptyObject() throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.object(request, new byte[0]))) {
            assertThat(new ReceivedCode(s3)
                            .fetch("s3://bucket/__init__.py")
                            .files
                            .get("__init__.py"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/code/", "s3://bucket/code"})
    void fetchesAllObjectsBelowAPrefixPageByPage(String location) throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3(new FolderScript())) {
            ReceivedCode code = new ReceivedCode(s3).fetch(location);

            assertThat(code.files.keySet())
                    .hasSize(40)
                    .startsWith("lib/f00.py", "lib/f01.py")
                    .endsWith("lib/f39.py");
            code.files.forEach((name, content) ->
                    assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo("code of /bucket/code/" + name));
            assertThat(code.expected).isEqualTo(code.received);
        }
    }

    @Test
    void asksForABucketInTheRegionWhereItIsAndSaysSo() throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (request.header("authorization").contains("/eu-west-1/")) {
                answer.header("x-amz-bucket-region", "ap-southeast-2")
                        .error(301, "PermanentRedirect", "The bucket must be addressed using the specified endpoint.");
            } else {
                answer.object(request, CONTENT);
            }
        })) {
            ReceivedCode code = new ReceivedCode(s3).fetch("s3://bucket/train.py");

            assertThat(code.files.values()).containsExactly(CONTENT);
            assertThat(code.log)
                    .containsExactly("bucket bucket is in region ap-southeast-2, not in eu-west-1; it is asked there");
        }
    }

    @Test
    void findsTheRegionInAnAnswerToAWrongSignature() throws IOException {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (request.header("authorization").contains("/us-west-2/")) {
                answer.object(request, CONTENT);
            } else {
                answer.send(
                        400,
                        ("<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region 'eu-west-1' is wrong;"
                                        + " expecting 'us-west-2'</Message><Region>us-west-2</Region></Error>")
                                .getBytes(StandardCharsets.UTF_8));
            }
        })) {
            assertThat(new ReceivedCode(s3).fetch("s3://bucket/train.py").files.values())
                    .containsExactly(CONTENT);
        }
    }

    static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    /** A folder of forty objects and a marker, listed ten at a time. */
    private static final class FolderScript implements ScriptedS3.Script {
        @Override
        public void answer(ScriptedS3.Request request, ScriptedS3.Answer answer) throws IOException {
            if (request.isList()) {
                String token = request.target().replaceAll(".*continuation-token=(\\d+).*", "$1");
                list(answer, token.length() < 3 ? Integer.parseInt(token) : 0);
            } else if (request.target().startsWith("/bucket/code/")) {
                answer.object(request, ("code of " + request.target()).getBytes(StandardCharsets.UTF_8));
            } else {
                answer.error(404, "NoSuchKey", "The specified key does not exist.");
            }
        }

        private static void list(ScriptedS3.Answer answer, int from) throws IOException {
            boolean more = from + 10 < 40;
            StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>" + more + "</IsTruncated>");
            if (more) {
                xml.append("<NextContinuationToken>").append(from + 10).append("</NextContinuationToken>");
            }
            if (from == 0) {
                xml.append("<Contents><Key>code/lib/</Key><Size>0</Size></Contents>");
            }
            for (int i = from; i < from + 10; i++) {
                String key = String.format("code/lib/f%02d.py", i);
                int size = ("code of /bucket/" + key).length();
                xml.append("<Contents><Key>" + key + "</Key><Size>" + size + "</Size></Contents>");
            }
            answer.send(200, (xml + "</ListBucketResult>").getBytes(StandardCharsets.UTF_8));
        }
    }
}
