package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class OccupiedCodeFolderTest {
    private static final String LEFTOVER = ".fetching-0123456789abcdef/new/half.py";

    @TempDir
    Path temp;

    private JobFixture job;
    private Path archive;

    @BeforeEach
    void makeJob() throws IOException {
        job = new JobFixture(Files.createDirectory(temp.resolve("ml")));
        Tarball code = new Tarball().file("train.py", "new").file("lib/a.py", "a");
        archive = Files.write(temp.resolve("sourcedir.tar.gz"), code.tarGz());
    }

    @Test
    void keepsWhatIsThereAndSaysHowToChangeThat() {
        job.withCode("train.py", "old")
                .withCode("lib/a.py", "old")
                .codeFrom("s3://bucket/code.tar.gz")
                .fetch();

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=old", "train.py=old");
        assertThat(job.logged())
                .contains(job.codeDir() + " is not empty and is kept as it is: lib/, train.py\n")
                .contains("Code from s3://bucket/code.tar.gz is not fetched.")
                .contains("SAGEMAKER_CODE_POLICY")
                .contains("sagemaker_code_policy")
                .contains("'overlay'")
                .contains("'replace'");
    }

    @Test
    void listsTheFirstTwentyOfWhatItKeeps() {
        for (int i = 10; i < 35; i++) {
            job.withCode("file" + i, "");
        }

        job.codeFrom(archive).fetch();

        assertThat(job.logged())
                .contains("file10, file11")
                .contains("file28, file29 and 5 more\n")
                .doesNotContain("file30");
    }

    @Test
    void overlaysWhatIsThere() {
        job.withCode("train.py", "old").withCode("lib/b.py", "old").withCode("data.csv", "old");

        job.codeFrom(archive).variable("SAGEMAKER_CODE_POLICY", "overlay").fetch();

        assertThat(job.code()).containsExactly("data.csv=old", "lib/", "lib/a.py=a", "lib/b.py=old", "train.py=new");
    }

    @Test
    void overlaysFilesWithFoldersAndTheReverse() {
        job.withCode("train.py/old.py", "old").withCode("lib", "old");

        job.codeFrom(archive).variable("SAGEMAKER_CODE_POLICY", "overlay").fetch();

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=a", "train.py=new");
    }

    @Test
    void doesNotOverlayThroughLinksThatLeadOutOfTheFolder() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        job.withCode("data.csv", "old");
        Files.createSymbolicLink(job.codeDir().resolve("lib"), elsewhere);

        job.codeFrom(archive).variable("SAGEMAKER_CODE_POLICY", "overlay").fetch();

        assertThat(job.code()).containsExactly("data.csv=old", "lib/", "lib/a.py=a", "train.py=new");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void replacesWhatIsThere() {
        job.withCode("train.py", "old").withCode("lib/b.py", "old").withCode(".hidden", "old");

        job.codeFrom(archive).hyperparameter("sagemaker_code_policy", "replace").fetch();

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=a", "train.py=new");
    }

    @Test
    void replacesAlsoTheArchiveItself() throws IOException {
        job.withCode("old.py", "old");
        Path inside = Files.copy(archive, job.codeDir().resolve("sourcedir.tar.gz"));

        job.codeFrom(inside).variable("SAGEMAKER_CODE_POLICY", "replace").fetch();

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=a", "train.py=new");
    }

    @ParameterizedTest
    @EnumSource(names = "KEEP", mode = Mode.EXCLUDE)
    void leavesWhatIsThereAsItWasIfTheFetchFails(CodePolicy policy) throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length - 5));
        job.withCode("train.py", "old").withCode("lib/a.py", "old");
        job.codeFrom(archive).variable("SAGEMAKER_CODE_POLICY", policy.name());

        JobFixture.failure(ErrorCode.INVALID_ARCHIVE, job::fetch);

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=old", "train.py=old");
    }

    @Test
    void removesWhatAKilledFetchLeftAndDoesNotTakeItForCode() {
        job.withCode(LEFTOVER, "half").codeFrom(archive).fetch();

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=a", "train.py=new");
    }

    @Test
    void removesWhatAKilledFetchLeftEvenIfTheRestIsKept() {
        job.withCode(LEFTOVER, "half")
                .withCode("train.py", "old")
                .codeFrom(archive)
                .fetch();

        assertThat(job.code()).containsExactly("train.py=old");
        assertThat(job.logged()).contains("kept as it is: train.py\n");
    }

    @Test
    void doesNotTakeOtherHiddenFoldersForLeftovers() {
        job.withCode(".fetching-data/a.csv", "mine").codeFrom(archive).fetch();

        assertThat(job.code()).contains(".fetching-data/a.csv=mine").doesNotContain("train.py=new");
    }

    @Test
    void refusesToCopyAFolderThatLiesInTheCodeFolder() {
        job.withCode("src/train.py", "old").codeFrom(job.codeDir().resolve("src"));
        job.variable("SAGEMAKER_CODE_POLICY", "replace");

        JobFixture.failure(ErrorCode.INVALID_CONFIGURATION, job::fetch);

        assertThat(job.code()).containsExactly("src/", "src/train.py=old");
    }
}
