package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What kept a request from being answered at all.
 *
 * @param code the kind of error
 * @param what what happened
 * @param advice what to check
 */
record NetworkFailure(ErrorCode code, String what, String advice) {
    static final String VPC_ADVICE =
            "Does the job run in a VPC? It then needs an S3 gateway endpoint in the route table of its subnets, or a NAT"
                    + " gateway, and security groups that let HTTPS (port 443) out";

    private static final String NO_CREDENTIALS = "Unable to load credentials";

    static NetworkFailure of(SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains(NO_CREDENTIALS)) {
            return new NetworkFailure(
                    ErrorCode.DOWNLOAD_DENIED,
                    "there are no credentials",
                    "In a job SageMaker gives those of the execution role, by AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: is a"
                            + " network or proxy setting in the way of 169.254.170.2? Elsewhere set AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE");
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            NetworkFailure failure = ofCause(cause);
            if (failure != null) {
                return failure;
            }
        }
        return failed(message, VPC_ADVICE);
    }

    private static @org.jspecify.annotations.Nullable NetworkFailure ofCause(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return failed(
                    "the host name " + text + " cannot be resolved",
                    "Is the region or the endpoint's URL right, and does DNS work here? " + VPC_ADVICE);
        }
        if (cause instanceof SSLException) {
            return failed(
                    "the connection cannot be secured: " + text,
                    "Is a proxy in between, or an endpoint with a certificate of its own? Our Java trusts the usual authorities;"
                            + " others come with SAGEMAKER_TRAIN_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE");
        }
        if (cause instanceof SocketTimeoutException
                        && text.toLowerCase(java.util.Locale.ROOT).contains("connect")
                || cause instanceof NoRouteToHostException) {
            return failed("there is no way to it: " + text, VPC_ADVICE);
        }
        if (cause instanceof ConnectException) {
            return failed("no connection: " + text, VPC_ADVICE);
        }
        if (cause instanceof SocketTimeoutException || cause instanceof ApiCallTimeoutException) {
            return failed(
                    "there was no answer in time: " + text,
                    VPC_ADVICE + ". The limit is " + S3Settings.PATIENCE_VARIABLE);
        }
        return null;
    }

    private static NetworkFailure failed(String what, String advice) {
        return new NetworkFailure(ErrorCode.DOWNLOAD_FAILED, what, advice);
    }
}
