package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3ErrorsTest {
    private static final String PLACE = "s3://my-bucket/job/sourcedir.tar.gz";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | AccessDenied          | Access Denied                           | DOWNLOAD_DENIED | needs s3:GetObject on arn:aws:s3:::my-bucket/job/sourcedir.tar.gz
            403 | AccessDenied          | not authorized to perform: kms:Decrypt  | DOWNLOAD_DENIED | kms:Decrypt on that key
            400 | KMS.DisabledException | the key is disabled                     | DOWNLOAD_DENIED | is the key enabled?
            400 | ExpiredToken          | The provided token has expired.         | DOWNLOAD_DENIED | The credentials have expired
            403 | InvalidAccessKeyId    | The key Id you provided does not exist  | DOWNLOAD_DENIED | The credentials are wrong
            403 | SignatureDoesNotMatch | The signature does not match            | DOWNLOAD_DENIED | The credentials are wrong
            403 | RequestTimeTooSkewed  | The difference is too large             | DOWNLOAD_DENIED | clock
            404 | NoSuchBucket          | The specified bucket does not exist     | DOWNLOAD_FAILED | There is no bucket 'my-bucket'
            403 | InvalidObjectState    | not valid for the object's storage class | DOWNLOAD_DENIED | restore it
            301 | PermanentRedirect     | must be addressed elsewhere             | DOWNLOAD_FAILED | The bucket is in another region
            """)
    void saysWhatS3AnsweredAndWhatToCheck(int status, String code, String message, ErrorCode errorCode, String advice) {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.error(status, code, message))) {
            assertThat(failure(errorCode, new ReceivedCode(s3)))
                    .startsWith("cannot fetch " + PLACE + " (bucket 'my-bucket', key 'job/sourcedir.tar.gz',"
                            + " region eu-west-1, endpoint " + s3.url() + "): S3 answered " + status + " " + code + ": "
                            + message)
                    .contains(advice)
                    .doesNotContain(ReceivedCode.SECRET);
        }
    }

    @Test
    void namesTheKeyThatWasProbablyMeant() {
        assertThat(withoutTheKey("job/sourcedir.tar.gz.tmp", "job/source.tar.gz", "job/other.py"))
                .contains("there is no object with this key, and none below 'job/sourcedir.tar.gz/'")
                .contains("Did you mean 'job/source.tar.gz'?");
    }

    @Test
    void namesWhatIsThereIfNothingIsNear() {
        assertThat(withoutTheKey("job/a.py", "job/b.py")).contains("What is there: job/a.py, job/b.py");
    }

    private static String withoutTheKey(String... keys) {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (!request.isList()) {
                answer.error(404, "NoSuchKey", "The specified key does not exist.");
                return;
            }
            StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
            for (String key : request.target().contains("sourcedir") ? new String[0] : keys) {
                xml.append("<Contents><Key>" + key + "</Key><Size>1</Size></Contents>");
            }
            answer.send(200, (xml + "</ListBucketResult>").getBytes(StandardCharsets.UTF_8));
        })) {
            return failure(ErrorCode.DOWNLOAD_FAILED, new ReceivedCode(s3));
        }
    }

    @Test
    void aKeyThatIsNotThereIsToldEvenIfNothingMayBeListed() {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (request.isList()) {
                answer.error(403, "AccessDenied", "Access Denied");
            } else {
                answer.error(404, "NoSuchKey", "The specified key does not exist.");
            }
        })) {
            assertThat(failure(ErrorCode.DOWNLOAD_FAILED, new ReceivedCode(s3)))
                    .contains("there is no object with this key", "Nothing else is there that this job may see");
        }
    }

    @Test
    void anEmptyPrefixIsAnError() {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.send(
                200, "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>".getBytes(StandardCharsets.UTF_8)))) {
            JobException failure =
                    catchThrowableOfType(JobException.class, () -> new ReceivedCode(s3).fetch("s3://my-bucket/code/"));

            assertThat(failure).hasMessageContaining("no object's key begins with 'code/'");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void asksAgainThreeTimesWhatWasNotThereForAMoment(int status) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> {
            if (requests.getAndIncrement() < 3) {
                answer.error(status, status == 503 ? "SlowDown" : "InternalError", "Please reduce your request rate.");
            } else {
                answer.object(request, new byte[] {1, 2, 3});
            }
        })) {
            assertThat(new ReceivedCode(s3)
                            .fetch("s3://my-bucket/train.py")
                            .files
                            .get("train.py"))
                    .containsExactly(1, 2, 3);
            assertThat(s3.requests()).hasSize(4);
        }
    }

    @Test
    void givesUpAServerThatIsOverloadedForTooLong() {
        try (ScriptedS3 s3 = new ScriptedS3(
                (request, answer) -> answer.error(503, "SlowDown", "Please reduce your request rate."))) {
            assertThat(failure(ErrorCode.DOWNLOAD_FAILED, new ReceivedCode(s3)))
                    .contains("S3 answered 503 SlowDown", "overloaded", "over all attempts");
            assertThat(s3.requests()).hasSize(5);
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpInTime() {
        try (ScriptedS3 s3 = new ScriptedS3((request, answer) -> answer.hang())) {
            long start = System.nanoTime();

            assertThat(failure(
                            ErrorCode.DOWNLOAD_FAILED, new ReceivedCode(s3).with("SAGEMAKER_S3_PATIENCE_SECONDS", "1")))
                    .contains("there was no answer in time", "VPC", "SAGEMAKER_S3_PATIENCE_SECONDS");
            assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(failure(ErrorCode.DOWNLOAD_FAILED, new ReceivedCode("http://127.0.0.1:" + free)))
                .contains("no connection: Connection refused", "VPC");
    }

    @Test
    void saysThatTheEndpointHasNoAddress() {
        assertThat(failure(
                        ErrorCode.DOWNLOAD_FAILED,
                        new ReceivedCode("http://s3.no-such-host.invalid").with("SAGEMAKER_S3_PATIENCE_SECONDS", "5")))
                .contains("the host name s3.no-such-host.invalid", "cannot be resolved", "DNS");
    }

    @Test
    void saysThatTheConnectionCannotBeSecured() {
        try (ScriptedS3 plain = new ScriptedS3((request, answer) -> answer.hang())) {
            String url = plain.url().replace("http:", "https:");
            assertThat(failure(
                            ErrorCode.DOWNLOAD_FAILED,
                            new ReceivedCode(url).with("SAGEMAKER_S3_PATIENCE_SECONDS", "5")))
                    .contains("the connection cannot be secured");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "S3_ENDPOINT_URL, s3.example.org",
        "AWS_ENDPOINT_URL_S3, ftp://example.org",
        "AWS_ENDPOINT_URL, http://",
        "SAGEMAKER_S3_PATIENCE_SECONDS, soon",
        "SAGEMAKER_S3_PATIENCE_SECONDS, 0"
    })
    void namesAVariableThatIsWrong(String variable, String value) {
        ReceivedCode code = new ReceivedCode("").with(variable, value);

        assertThat(failure(ErrorCode.INVALID_CONFIGURATION, code))
                .startsWith("environment variable " + variable + " is '" + value + "'; expected ");
    }

    private static String failure(ErrorCode code, ReceivedCode received) {
        JobException failure = catchThrowableOfType(JobException.class, () -> received.fetch(PLACE));
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
        return failure.getMessage();
    }
}
