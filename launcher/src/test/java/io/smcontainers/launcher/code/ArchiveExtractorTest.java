package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveExtractorTest {
    @TempDir
    Path temp;

    private Unpacking folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new Unpacking(temp);
    }

    @Test
    void unpacksFilesAndFolders() throws IOException {
        folder.unpack(new Tarball()
                .folder("src/")
                .file("src/train.py", "print(1)")
                .folder("empty/")
                .file("run.sh", "ls"));

        assertThat(folder.tree()).containsExactly("empty/", "run.sh=ls", "src/", "src/train.py=print(1)");
    }

    @Test
    void makesFoldersThatTheArchiveDoesNotMention() throws IOException {
        folder.unpack(new Tarball().file("./a/b/c.py", "c"));

        assertThat(folder.tree()).containsExactly("a/", "a/b/", "a/b/c.py=c");
    }

    @Test
    void takesTheFolderItselfForGranted() throws IOException {
        folder.unpack(new Tarball().folder("./").folder("a/..").file("a.py", "a"));

        assertThat(folder.tree()).containsExactly("a.py=a");
    }

    @Test
    void unpacksAPlainTarWhateverItsNameSays() throws IOException {
        folder.unpack(new Tarball().file("a.py", "a").tar());

        assertThat(folder.tree()).containsExactly("a.py=a");
    }

    @Test
    void unpacksAnArchiveOfManyGzipMembers() throws IOException {
        byte[] tar = new Tarball().file("a.py", "a".repeat(3000)).tar();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int from = 0; from < tar.length; from += 100) {
            members.write(Tarball.gzip(Arrays.copyOfRange(tar, from, Math.min(tar.length, from + 100))));
        }

        folder.unpack(members.toByteArray());

        assertThat(folder.tree()).containsExactly("a.py=" + "a".repeat(3000));
    }

    @Test
    void readsAStreamThatArrivesByteByByte() throws IOException {
        byte[] archive = new Tarball().file("a.py", "abc").tarGz();
        InputStream slow = new ByteArrayInputStream(archive) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };

        folder.receiver().archive("code.tar.gz", slow);

        assertThat(folder.tree()).containsExactly("a.py=abc");
    }

    @Test
    void readsToTheEndAndLeavesClosingToTheCaller() throws IOException {
        InputStream content =
                new ByteArrayInputStream(new Tarball().file("a.py", "a").tarGz()) {
                    @Override
                    public void close() {
                        throw new AssertionError("closed");
                    }
                };

        folder.receiver().archive("code.tar.gz", content);

        assertThat(content.read()).isEqualTo(-1);
    }

    @Test
    void fillsTheHolesOfSparseFiles() throws IOException {
        TarArchiveEntry sparse = new TarArchiveEntry("sparse.bin", TarConstants.LF_GNUTYPE_SPARSE);
        byte[] tar = new Tarball()
                .put(sparse, "data".getBytes(StandardCharsets.US_ASCII))
                .file("a.py", "a")
                .tar();
        write(tar, 257, "ustar  ");
        write(tar, 386, "00000000144\00000000000004\0"); // four bytes at 100
        write(tar, 410, "00000000310\00000000000000\0"); // nothing at 200
        write(tar, 483, "00000000310\0"); // 200 bytes in all
        Tarball.mendChecksum(tar, 0);

        folder.unpack(tar);

        assertThat(folder.tree())
                .containsExactly("a.py=a", "sparse.bin=" + "\0".repeat(100) + "data" + "\0".repeat(96));
    }

    @Test
    void ignoresWhatNamesTheArchiveAsAWhole() throws IOException {
        TarArchiveEntry label = new TarArchiveEntry("backup of today", (byte) 'V');

        folder.unpack(new Tarball().put(label, new byte[1 << 20]).file("a.py", "a"));

        assertThat(folder.tree()).containsExactly("a.py=a");
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, '7', 'Z'})
    void takesMembersOfRareTypesForFiles(byte type) throws IOException {
        TarArchiveEntry rare = new TarArchiveEntry("rare.py", type);

        folder.unpack(new Tarball().put(rare, "a".getBytes(StandardCharsets.US_ASCII)));

        assertThat(folder.tree()).containsExactly("rare.py=a");
    }

    @Test
    void unpacksArchivesWithAHeaderForAllMembers() throws IOException {
        folder.unpack(new Tarball().globalHeader("comment", "of git archive").file("a.py", "a"));

        assertThat(folder.tree()).containsExactly("a.py=a");
    }

    @Test
    void unpacksAnEmptyArchive() throws IOException {
        folder.unpack(new Tarball());

        assertThat(folder.tree()).isEmpty();
    }

    @Test
    void forgivesAMissingEndMarkerWhereGzipSaysThatNothingIsMissing() throws IOException {
        folder.unpack(Tarball.gzip(
                Tarball.withoutEndMarker(new Tarball().file("a.py", "a").tar())));

        assertThat(folder.tree()).containsExactly("a.py=a");
    }

    @Test
    void countsFilesAndBytes() throws IOException {
        StagedCode code = folder.receiver();

        code.archive("code.tar.gz", new Tarball().folder("d/").file("d/a", "abc").file("b", "de").stream());

        assertThat(Map.of("files", code.files(), "bytes", code.bytes())).isEqualTo(Map.of("files", 2L, "bytes", 5L));
    }

    @Test
    void unpacksAsManyBytesAsAreAllowedAndNoMore() throws IOException {
        CodeLimits ten = new CodeLimits(10, 100);
        folder.receiver(ten).archive("code.tar.gz", new Tarball().file("a", "12345").file("b", "67890").stream());

        Tarball eleven = new Tarball().file("c", "12345").file("d", "678901");

        assertThat(JobFixture.failure(
                        ErrorCode.INVALID_ARCHIVE, () -> folder.receiver(ten).archive("code.tar.gz", eleven.stream())))
                .isEqualTo("code.tar.gz: member 'd' makes the code larger than the limit of 10 bytes; "
                        + "if it really is that large, set environment variable SAGEMAKER_CODE_MAX_BYTES");
    }

    @Test
    void makesAsManyEntriesAsAreAllowedAndNoMore() {
        CodeLimits three = new CodeLimits(1000, 3);
        Tarball four = new Tarball().file("a/b/c", "").symbolicLink("d", "a");

        assertThat(JobFixture.failure(
                        ErrorCode.INVALID_ARCHIVE, () -> folder.receiver(three).archive("code.tar.gz", four.stream())))
                .startsWith("code.tar.gz: member 'd' is one more than the 3 files, folders and links");
    }

    private static void write(byte[] target, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }
}
