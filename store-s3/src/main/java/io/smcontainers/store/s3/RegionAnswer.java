package io.smcontainers.store.s3;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Finds in an answer of S3 where the bucket is: in a header, or in the text of an answer to a request that was signed for
 * another region (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html: PermanentRedirect,
 * AuthorizationHeaderMalformed).
 */
final class RegionAnswer {
    private static final String HEADER = "x-amz-bucket-region";
    private static final String START = "<Region>";
    private static final String END = "</Region>";

    private RegionAnswer() {}

    /** Returns the region, if the answer is that the bucket is elsewhere. */
    static Optional<String> of(AwsServiceException answer) {
        int status = answer.statusCode();
        AwsErrorDetails details = answer.awsErrorDetails();
        if (details == null || status != 301 && status != 307 && status != 400) {
            return Optional.empty();
        }
        Optional<String> header = details.sdkHttpResponse() == null
                ? Optional.empty()
                : details.sdkHttpResponse().firstMatchingHeader(HEADER);
        return header.or(() -> inText(details)).filter(region -> region.matches("[a-z0-9-]{1,40}"));
    }

    private static Optional<String> inText(AwsErrorDetails details) {
        String text = details.rawResponse() == null ? "" : details.rawResponse().asUtf8String();
        int start = text.indexOf(START);
        int end = text.indexOf(END);
        return start < 0 || end < start ? Optional.empty() : Optional.of(text.substring(start + START.length(), end));
    }
}
