package io.smcontainers.store.s3;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Finds credentials where all SDKs look for them: variables, the profile files, the container's endpoint (which is where a
 * SageMaker job has those of its execution role), the instance. Left out are roles by web identity and single sign-on, which
 * take two more modules of the SDK and which no training job has.
 */
final class S3Credentials {
    private S3Credentials() {}

    /** Returns what finds credentials when they are first asked for, and renews them before they expire. */
    static AwsCredentialsProvider of(S3Settings settings) {
        AwsCredentialsProvider others = defaultChain(settings);
        return ofVariables(settings)
                .<AwsCredentialsProvider>map(
                        own -> AwsCredentialsProviderChain.of(StaticCredentialsProvider.create(own), others))
                .orElse(others);
    }

    /** The job's variables need not be those of this process, which are all that the SDK looks at. */
    private static Optional<AwsCredentials> ofVariables(S3Settings settings) {
        String id = settings.value("AWS_ACCESS_KEY_ID");
        String secret = settings.value("AWS_SECRET_ACCESS_KEY");
        String token = settings.value("AWS_SESSION_TOKEN");
        if (id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                token.isEmpty()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, token));
    }

    private static AwsCredentialsProvider defaultChain(S3Settings settings) {
        DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
        String profile = settings.value("AWS_PROFILE");
        if (!profile.isEmpty()) {
            chain.profileName(profile);
        }
        String file = settings.value("AWS_SHARED_CREDENTIALS_FILE");
        if (!file.isEmpty()) {
            chain.profileFile(profiles(Path.of(file)));
        }
        return chain.build();
    }

    private static Supplier<ProfileFile> profiles(Path credentials) {
        return () -> ProfileFile.builder()
                .content(credentials)
                .type(ProfileFile.Type.CREDENTIALS)
                .build();
    }
}
