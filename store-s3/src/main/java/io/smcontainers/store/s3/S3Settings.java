package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a job reaches S3, by its variables. Makes no connection and loads nothing of the SDK.
 *
 * @param variables those of the job
 */
record S3Settings(Map<String, String> variables) {
    /** How long nothing may arrive before S3 is given up. */
    static final String PATIENCE_VARIABLE = "SAGEMAKER_S3_PATIENCE_SECONDS";

    /** The first that is set counts. SageMaker sets AWS_REGION; the others are what people set for themselves. */
    static final List<String> REGION_VARIABLES = List.of("AWS_REGION", "SAGEMAKER_REGION", "AWS_DEFAULT_REGION");

    /** The first that is set counts. The last two are the SDKs' own, the first is the Python toolkit's. */
    static final List<String> ENDPOINT_VARIABLES =
            List.of("S3_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(90);

    /** Copies the map. */
    S3Settings {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Returns the region that a variable names. Without one, S3 itself knows where a bucket is. */
    Optional<String> region() {
        return first(REGION_VARIABLES).map(this::value);
    }

    /**
     * Returns where S3 answers if it is not one of AWS' own endpoints.
     *
     * @throws JobException if a variable is set to something else than a URL
     */
    Optional<URI> endpoint() {
        return first(ENDPOINT_VARIABLES).map(this::url);
    }

    /**
     * Returns how long nothing may arrive.
     *
     * @throws JobException if the variable that sets it is not a number of seconds
     */
    Duration patience() {
        String text = value(PATIENCE_VARIABLE);
        if (text.isEmpty()) {
            return DEFAULT_PATIENCE;
        }
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw wrong(PATIENCE_VARIABLE, text, "a number of seconds, such as " + DEFAULT_PATIENCE.toSeconds());
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** Returns a variable's value less blanks around it; empty if it is not set. */
    String value(String name) {
        return variables.getOrDefault(name, "").strip();
    }

    /** Returns the first of these variables that is set to something. */
    Optional<String> first(List<String> names) {
        return names.stream().filter(name -> !value(name).isEmpty()).findFirst();
    }

    /** Returns the URL that a variable is set to. */
    URI url(String variable) {
        String text = value(variable);
        try {
            URI url = new URI(text);
            if (url.getHost() != null && List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, as of any other text that is no URL.
        }
        throw wrong(variable, text, "a URL, such as https://s3.eu-west-1.amazonaws.com");
    }

    private static JobException wrong(String variable, String text, String expected) {
        return new JobException(
                ErrorCode.INVALID_CONFIGURATION,
                "environment variable " + variable + " is '" + text + "'; expected " + expected);
    }

    /** Leaves out the variables, some of which are secrets. */
    @Override
    public String toString() {
        return "S3Settings[" + region().orElse("no region") + "]";
    }
}
