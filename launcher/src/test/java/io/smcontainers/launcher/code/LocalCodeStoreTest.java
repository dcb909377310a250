package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.spi.Support;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCodeStoreTest {
    @TempDir
    Path temp;

    private Path source;
    private JobFixture job;

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectory(temp.resolve("my source"));
        job = new JobFixture(Files.createDirectory(temp.resolve("ml")));
    }

    @Test
    void saysWhichPlacesItKnows() {
        LocalCodeStore store = new LocalCodeStore(job.log());

        assertThat(store.id()).isEqualTo("local");
        assertThat(store.supports("/opt/code")).isEqualTo(Support.yes());
        assertThat(store.supports("file:///opt/code")).isEqualTo(Support.yes());
        assertThat(store.supports("s3://bucket/code"))
                .isEqualTo(Support.no("'s3://bucket/code' is not a place on this machine"));
        assertThat(store.supports("src"))
                .isEqualTo(Support.no(
                        "'src' is a relative path; expected an absolute one, as in /opt/ml/input/data/code"));
    }

    @Test
    void copiesAFolderWithAllThatIsInIt() throws IOException {
        Files.createDirectories(source.resolve("pkg/empty"));
        Files.writeString(source.resolve("train.py"), "train");
        Files.writeString(source.resolve("pkg/__init__.py"), "");

        job.codeFrom(source).fetch();

        assertThat(job.code()).containsExactly("pkg/", "pkg/__init__.py=", "pkg/empty/", "train.py=train");
        assertThat(TreeText.of(source)).hasSize(4);
    }

    @Test
    void copiesAFolderThatAUriNames() throws IOException {
        Files.writeString(source.resolve("train.py"), "train");

        job.codeFrom("file://" + source.toString().replace(" ", "%20")).fetch();

        assertThat(job.code()).containsExactly("train.py=train");
    }

    @Test
    void keepsRunBits() throws IOException {
        Files.createFile(
                source.resolve("run.sh"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(source.resolve("train.py"));

        job.codeFrom(source).fetch();

        assertThat(Files.getPosixFilePermissions(job.codeDir().resolve("run.sh")))
                .contains(PosixFilePermission.OWNER_EXECUTE);
        assertThat(Files.getPosixFilePermissions(job.codeDir().resolve("train.py")))
                .doesNotContain(PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void copiesWhatLinksPointAt() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("lib.py"), "lib");
        Files.createSymbolicLink(source.resolve("lib"), elsewhere);
        Files.createSymbolicLink(source.resolve("again.py"), Path.of("lib/lib.py"));

        job.codeFrom(source).fetch();

        assertThat(job.code()).containsExactly("again.py=lib", "lib/", "lib/lib.py=lib");
    }

    @Test
    void reportsALinkToAFolderThatItLiesIn() throws IOException {
        Files.createDirectory(source.resolve("sub"));
        Files.createSymbolicLink(source.resolve("sub/round"), source);

        assertThat(JobFixture.failure(
                        ErrorCode.DOWNLOAD_FAILED, () -> job.codeFrom(source).fetch()))
                .contains(source + "/sub/round is a link to a folder that it lies in");
        assertThat(job.code()).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeCopiedAndSaysSo() throws IOException {
        Files.writeString(source.resolve("train.py"), "train");
        Files.createSymbolicLink(source.resolve(".#train.py"), Path.of("nobody@nowhere"));
        Path socket = source.resolve("editor.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            job.codeFrom(source).fetch();
        }

        assertThat(job.code()).containsExactly("train.py=train");
        assertThat(job.logged())
                .contains("not copied: " + socket + ", which is a FIFO, a socket or a device")
                .contains("not copied: " + source + "/.#train.py, a link to nobody@nowhere, which does not exist");
    }

    @Test
    void doesNotCopyTheCopyIfALinkLeadsToTheCodeFolder() throws IOException {
        Files.writeString(source.resolve("train.py"), "train");
        Files.createDirectory(job.codeDir());
        Files.createSymbolicLink(source.resolve("code"), job.codeDir());

        job.codeFrom(source).fetch();

        assertThat(job.code()).containsExactly("code/", "train.py=train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code.tar.gz", "code.tgz", "CODE.TAR.GZ"})
    void unpacksAnArchive(String name) throws IOException {
        Path archive = Files.write(
                source.resolve(name), new Tarball().file("train.py", "train").tarGz());

        job.codeFrom(archive).fetch();

        assertThat(job.code()).containsExactly("train.py=train");
    }

    @Test
    void unpacksAPlainTar() throws IOException {
        Path archive = Files.write(
                source.resolve("code.tar"),
                new Tarball().file("train.py", "train").tar());

        job.codeFrom(archive).fetch();

        assertThat(job.code()).containsExactly("train.py=train");
    }

    @Test
    void copiesAnyOtherFileUnderItsOwnName() throws IOException {
        Path file = Files.writeString(source.resolve("train.py"), "train");

        job.codeFrom(file).fetch();

        assertThat(job.code()).containsExactly("train.py=train");
    }

    @Test
    void namesTheHyperparameterAndThePathThatDoesNotExist() {
        assertThat(JobFixture.failure(ErrorCode.DOWNLOAD_FAILED, () -> job.codeFrom(temp + "/my source/a/b.tar.gz")
                        .fetch()))
                .isEqualTo(
                        "sagemaker_submit_directory is '%s/my source/a/b.tar.gz', which does not exist; what does is %s"
                                .formatted(temp, source));
    }

    @Test
    void doesNotReadDevices() {
        assertThat(JobFixture.failure(ErrorCode.DOWNLOAD_FAILED, () -> job.codeFrom("/dev/zero")
                        .fetch()))
                .isEqualTo("sagemaker_submit_directory is '/dev/zero', which is neither a folder nor a file");
    }

    @Test
    void namesTheFileThatMakesAFolderTooLarge() throws IOException {
        Files.write(source.resolve("large.bin"), new byte[11]);
        job.codeFrom(source).variable("SAGEMAKER_CODE_MAX_BYTES", "10");

        assertThat(JobFixture.failure(ErrorCode.DOWNLOAD_FAILED, job::fetch))
                .startsWith("'large.bin' makes the code larger than the limit of 10 bytes");
        assertThat(job.code()).isEmpty();
    }
}
