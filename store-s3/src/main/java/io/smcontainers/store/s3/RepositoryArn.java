package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a CodeArtifact repository. What its parts may be made of is in the reference of CodeArtifact's API
 * (https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetRepositoryEndpoint.html).
 *
 * @param region where it is
 * @param account whose domain it is in, 12 digits
 * @param domain the domain
 * @param repository its name in the domain
 */
record RepositoryArn(String region, String account, String domain, String repository) {
    /** The environment variable that holds it, as for the Python toolkit. */
    static final String VARIABLE = "CA_REPOSITORY_ARN";

    private static final Pattern FORM = Pattern.compile("arn:aws[a-z0-9-]*:codeartifact:([a-z0-9-]+):([0-9]{12})"
            + ":repository/([a-z][a-z0-9-]{0,48}[a-z0-9])/([A-Za-z0-9][A-Za-z0-9._-]{1,99})");

    /**
     * Reads an ARN.
     *
     * @throws JobException if it is none of a repository
     */
    static RepositoryArn parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "environment variable " + VARIABLE + " is '" + text + "'; expected"
                            + " arn:aws:codeartifact:REGION:ACCOUNT:repository/DOMAIN/REPOSITORY, as"
                            + " 'aws codeartifact describe-repository' shows it");
        }
        return new RepositoryArn(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    /** Says which it is, for people. */
    String description() {
        return "CodeArtifact repository '" + repository + "' of domain '" + domain + "' (account " + account
                + ", region " + region + ")";
    }
}
