package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.spi.CodeReceiver;
import io.smcontainers.spi.CodeRequest;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.Support;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFetcherTest {
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
    void makesTheCodeFolderEvenIfThereIsNothingToFetch() {
        job.fetch();

        assertThat(job.codeDir()).isEmptyDirectory();
        assertThat(job.logged()).isEmpty();
    }

    @Test
    void fetchesIntoAnEmptyFolderAndSaysWhatCameFromWhere() {
        job.codeFrom(archive).fetch();

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=a", "train.py=new");
        assertThat(job.logged())
                .contains("fetched 2 files (4 bytes) from " + archive + " in ")
                .endsWith("(store local)\n");
    }

    @Test
    void fetchesIntoAFolderThatALinkLeadsTo() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createSymbolicLink(job.codeDir(), elsewhere);

        job.codeFrom(archive).fetch();

        assertThat(TreeText.of(elsewhere)).containsExactly("lib/", "lib/a.py=a", "train.py=new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s/", "file://%s"})
    void hasNothingToDoIfTheCodeComesFromTheCodeFolder(String location) {
        job.withCode("train.py", "old").codeFrom(location.formatted(job.codeDir()));

        job.fetch();

        assertThat(job.code()).containsExactly("train.py=old");
        assertThat(job.logged()).isEmpty();
    }

    @Test
    void hasNothingToDoIfTheLocationIsBlank() {
        job.codeFrom("").fetch();

        assertThat(job.code()).isEmpty();
    }

    @Test
    void warnsOfCodeWithoutAnyFile() throws IOException {
        Files.write(archive, new Tarball().tarGz());

        job.codeFrom(archive).fetch();

        assertThat(job.code()).isEmpty();
        assertThat(job.logged()).contains("WARNING").contains("there is no file in " + archive);
    }

    @Test
    void refusesToCopyAFolderThatHoldsTheCodeFolder() {
        String message = JobFixture.failure(
                ErrorCode.INVALID_CONFIGURATION, () -> job.codeFrom(temp).fetch());

        assertThat(message)
                .contains("sagemaker_submit_directory is '" + temp + "'")
                .contains("the code folder is " + job.codeDir());
        assertThat(job.code()).isEmpty();
    }

    @Test
    void tellsWhyEachStoreDoesNotKnowThePlace() {
        job.codeFrom("gs://bucket/code");
        CodeStore picky = new Store(Support.no("no bucket of that name"), receiver -> {});

        assertThat(JobFixture.failure(ErrorCode.DOWNLOAD_FAILED, () -> job.fetch(new LocalCodeStore(job.log()), picky)))
                .isEqualTo("sagemaker_submit_directory is 'gs://bucket/code', which none of the 2 code stores knows\n"
                        + "  local: 'gs://bucket/code' is not a place on this machine\n"
                        + "  test: no bucket of that name");
    }

    @Test
    void asksTheFirstStoreThatKnowsThePlace() {
        CodeStore first = new Store(Support.yes(), receiver -> receiver.file("first.py", false, content("1")));
        CodeStore second = new Store(Support.yes(), receiver -> receiver.file("second.py", false, content("2")));

        job.codeFrom("any://place").fetch(first, second);

        assertThat(job.code()).containsExactly("first.py=1");
    }

    @Test
    void leavesNothingOfAStoreThatBreaksOff() {
        CodeStore breaking = new Store(Support.yes(), receiver -> {
            receiver.file("first.py", false, content("1"));
            throw new IOException("Connection reset");
        });

        assertThat(JobFixture.failure(
                        ErrorCode.IO_FAILED, () -> job.codeFrom("s3://b/k").fetch(breaking)))
                .isEqualTo("cannot read s3://b/k: Connection reset");
        assertThat(job.code()).isEmpty();
    }

    @Test
    void namesTheStoreThatHasADefect() {
        CodeStore defective = new Store(Support.yes(), receiver -> {
            throw new IllegalStateException("a defect");
        });

        assertThat(JobFixture.failure(
                        ErrorCode.INTERNAL, () -> job.codeFrom("s3://b/k").fetch(defective)))
                .isEqualTo("code store 'test' failed to fetch s3://b/k: java.lang.IllegalStateException: a defect");
        assertThat(job.code()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.py", "/evil.py", "a/../../evil.py", ""})
    void takesNoFileOutsideTheFolderFromAStore(String name) {
        CodeStore evil = new Store(Support.yes(), receiver -> receiver.file(name, false, content("evil")));

        JobFixture.failure(
                ErrorCode.DOWNLOAD_FAILED, () -> job.codeFrom("any://place").fetch(evil));

        assertThat(TreeText.of(temp)).noneMatch(line -> line.contains("evil"));
    }

    @Test
    void namesAFileThatIsInThePlaceOfTheCodeFolder() throws IOException {
        Files.writeString(job.codeDir(), "a file");

        assertThat(JobFixture.failure(ErrorCode.IO_FAILED, job::fetch))
                .isEqualTo("cannot write the code folder %s: something else is in its place".formatted(job.codeDir()));
    }

    @Test
    void namesAFolderThatMayNotBeWrittenTo() throws IOException {
        Files.createDirectory(
                job.codeDir(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(job.codeDir()), "root may write anywhere");

        assertThat(JobFixture.failure(
                        ErrorCode.PERMISSION_DENIED, () -> job.codeFrom(archive).fetch()))
                .contains("cannot write to the code folder " + job.codeDir() + ": permission denied");
    }

    @Test
    void namesAFileThatMayNotBeRead() throws IOException {
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(archive), "root may read anything");

        assertThat(JobFixture.failure(
                        ErrorCode.PERMISSION_DENIED, () -> job.codeFrom(archive).fetch()))
                .contains("cannot read " + archive + ": permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20 GiB", "-1", "1e9", "99999999999999999999"})
    void namesALimitThatIsNoNumberOfBytes(String limit) {
        job.variable("SAGEMAKER_CODE_MAX_BYTES", limit);

        assertThat(JobFixture.failure(ErrorCode.INVALID_CONFIGURATION, job::fetch))
                .isEqualTo("environment variable SAGEMAKER_CODE_MAX_BYTES is '" + limit
                        + "'; expected a number of bytes, such as 21474836480");
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface Fetch {
        void into(CodeReceiver receiver) throws IOException;
    }

    /** A store that does as the test says. */
    private record Store(Support support, Fetch fetch) implements CodeStore {
        @Override
        public String id() {
            return "test";
        }

        @Override
        public Support supports(String location) {
            return support;
        }

        @Override
        public void fetch(CodeRequest request, CodeReceiver receiver) throws IOException {
            fetch.into(receiver);
        }
    }
}
