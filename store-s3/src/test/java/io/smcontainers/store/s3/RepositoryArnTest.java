package io.smcontainers.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryArnTest {
    @Test
    void anArnHasFourParts() {
        assertThat(RepositoryArn.parse(" arn:aws:codeartifact:eu-west-1:123456789012:repository/ml/pypi-store\n"))
                .isEqualTo(new RepositoryArn("eu-west-1", "123456789012", "ml", "pypi-store"));
        assertThat(RepositoryArn.parse("arn:aws-cn:codeartifact:cn-north-1:123456789012:repository/m1/a.b_c")
                        .region())
                .isEqualTo("cn-north-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "arn:aws:s3:::bucket",
                "arn:aws:codeartifact:eu-west-1:123456789012:domain/ml",
                "arn:aws:codeartifact:eu-west-1:123456789012:repository/ml",
                "arn:aws:codeartifact:eu-west-1:12345:repository/ml/store",
                "arn:aws:codeartifact:eu-west-1:123456789012:repository/ml/store/more",
                "arn:aws:codeartifact:evil.example.com/x:123456789012:repository/ml/store",
                "arn:aws:codeartifact:eu-west-1:123456789012:repository/ml/store\nsecond line"
            })
    void anythingElseSaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> RepositoryArn.parse(text))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("expected arn:aws:codeartifact:REGION:ACCOUNT:repository/DOMAIN/REPOSITORY");
    }
}
