package io.smcontainers.store.s3;

import io.smcontainers.core.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how S3 would be reached, as far as that can be known without a connection. */
final class S3Notes {
    private static final String SDK_CLASS = "/software/amazon/awssdk/services/s3/S3Client.class";

    private final S3Settings settings;

    S3Notes(S3Settings settings) {
        this.settings = settings;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (S3Notes.class.getResource(SDK_CLASS) == null) {
            lines.add("the AWS SDK is not in this image: code on S3 cannot be fetched");
        }
        lines.add(region());
        lines.add(endpoint());
        lines.add("credentials: " + credentials());
        return lines;
    }

    private String region() {
        return settings.first(S3Settings.REGION_VARIABLES)
                .map(name -> "region " + settings.value(name) + " (" + name + ")")
                .orElse("no region is set (AWS_REGION): a bucket's own region is asked for first");
    }

    private String endpoint() {
        Optional<String> variable = settings.first(S3Settings.ENDPOINT_VARIABLES);
        if (variable.isEmpty()) {
            return "endpoint of AWS for the region";
        }
        try {
            return "endpoint " + settings.endpoint().orElseThrow() + " (" + variable.get() + "), path style";
        } catch (JobException e) {
            return e.getMessage();
        }
    }

    /** In the order in which they are looked for. */
    private String credentials() {
        if (isSet("AWS_ACCESS_KEY_ID") && isSet("AWS_SECRET_ACCESS_KEY")) {
            return "from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                    + (isSet("AWS_SESSION_TOKEN") ? ", with a session token" : "");
        }
        if (isSet("AWS_PROFILE") || Files.isRegularFile(credentialsFile())) {
            String profile = settings.value("AWS_PROFILE");
            return "from profile " + (profile.isEmpty() ? "default" : profile) + " in " + credentialsFile();
        }
        return List.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI").stream()
                .filter(this::isSet)
                .findFirst()
                .map(name -> "from the container's endpoint (" + name + "): those of the execution role")
                .orElse("none in variables or files; in a job SageMaker sets AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    }

    private Path credentialsFile() {
        String file = settings.value("AWS_SHARED_CREDENTIALS_FILE");
        return file.isEmpty() ? Path.of(System.getProperty("user.home"), ".aws", "credentials") : Path.of(file);
    }

    private boolean isSet(String name) {
        return !settings.value(name).isEmpty();
    }
}
