package io.smcontainers.store.s3;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what went wrong with CodeArtifact so that somebody who reads only that knows what to check. */
final class CodeArtifactErrors {
    private static final String VPC_ADVICE =
            "Does the job run in a VPC? It then needs interface endpoints for codeartifact.api and codeartifact.repositories"
                    + " and the gateway endpoint of S3, or a NAT gateway, and security groups that let HTTPS (port 443) out";

    private final RepositoryArn arn;
    private final URI endpoint;

    CodeArtifactErrors(RepositoryArn arn, URI endpoint) {
        this.arn = arn;
        this.endpoint = endpoint;
    }

    /** Returns the error for an answer that is one. */
    JobException of(SignedHttp.Answer answer) {
        String name = answer.errorType().replaceFirst(":.*", "");
        String said = ("CodeArtifact answered " + answer.status() + " " + name).strip() + message(answer);
        boolean denied = answer.status() == 401 || answer.status() == 403;
        return error(
                denied ? ErrorCode.DOWNLOAD_DENIED : ErrorCode.DOWNLOAD_FAILED,
                said + "\n" + advice(answer.status(), name),
                null);
    }

    private static String message(SignedHttp.Answer answer) {
        Optional<JsonNode> json = JsonText.tryParse(answer.text());
        return json.map(node -> node.get("message"))
                .filter(JsonNode::isTextual)
                .map(node -> ": " + node.textValue())
                .orElse("");
    }

    private String advice(int status, String name) {
        if (name.startsWith("ExpiredToken")
                || name.startsWith("UnrecognizedClient")
                || name.startsWith("InvalidClientToken")
                || name.startsWith("InvalidSignature")) {
            return "The credentials are wrong or have expired. Are AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN set in the image or"
                    + " in the job's environment? Without them, those of the execution role are used";
        }
        if (status == 401 || status == 403) {
            return "The execution role needs codeartifact:GetAuthorizationToken on the domain,"
                    + " codeartifact:GetRepositoryEndpoint and codeartifact:ReadFromRepository on the repository, and"
                    + " sts:GetServiceBearerToken on *; the policies of the domain and of the repository must allow it, too,"
                    + " if they are another account's";
        }
        if (status == 404) {
            return "Is there a domain '" + arn.domain() + "' of account " + arn.account() + " in " + arn.region()
                    + ", and a repository '" + arn.repository() + "' in it? " + RepositoryArn.VARIABLE + " names them";
        }
        if (status >= 500 || status == 429) {
            return "CodeArtifact has a disturbance, and it stayed so over all attempts; start the job again later";
        }
        return "Is " + RepositoryArn.VARIABLE + " right?";
    }

    /** Returns the error of a job that has no credentials. */
    JobException of(SdkException e) {
        NetworkFailure failure = NetworkFailure.of(e);
        return error(failure.code(), failure.what() + "\n" + failure.advice(), e);
    }

    /** Returns the error of a job that gets no answer. */
    JobException of(IOException e) {
        NetworkFailure failure = NetworkFailure.of(SdkClientException.create(String.valueOf(e.getMessage()), e));
        return error(ErrorCode.DOWNLOAD_FAILED, failure.what() + "\n" + VPC_ADVICE, e);
    }

    /** Returns the error for an answer that makes no sense. */
    JobException unexpected(String what) {
        return error(
                ErrorCode.DOWNLOAD_FAILED,
                "the answer has " + what + "\nIs this the endpoint of CodeArtifact, or is a proxy in between?",
                null);
    }

    private JobException error(ErrorCode code, String what, @Nullable Throwable cause) {
        return new JobException(
                code, "cannot get access to " + arn.description() + " from " + endpoint + ": " + what, cause);
    }
}
