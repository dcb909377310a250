package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedArchiveTest {
    @TempDir
    Path temp;

    @Test
    void isNoticedWhereverItIsCutOff() throws IOException {
        byte[] whole = code().tarGz();
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            int length = random.nextInt(whole.length);
            String message = failure(ErrorCode.INVALID_ARCHIVE, Arrays.copyOf(whole, length));
            assertThat(message).as("first %d bytes", length).startsWith("sourcedir.tar.gz: th");
        }
    }

    @Test
    void isNoticedWhereverAPlainTarIsCutOff() throws IOException {
        byte[] whole = Tarball.withoutEndMarker(code().tar());
        for (int length = 0; length <= whole.length; length += 256) {
            failure(ErrorCode.INVALID_ARCHIVE, Arrays.copyOf(whole, length));
        }
    }

    @Test
    void saysAfterWhichMemberItIsCutOff() throws IOException {
        byte[] tar =
                new Tarball().file("a.py", "a").file("b.py", "b".repeat(2000)).tar();

        assertThat(failure(ErrorCode.INVALID_ARCHIVE, Arrays.copyOf(tar, 2000)))
                .isEqualTo("sourcedir.tar.gz: the archive is cut off after member 'b.py'; "
                        + "make it anew, in the folder of your code: tar czf sourcedir.tar.gz *");
    }

    @Test
    void isNoticedIfAGzipMemberIsMissing() throws IOException {
        byte[] first = Tarball.gzip(
                Tarball.withoutEndMarker(new Tarball().file("a.py", "a").tar()));
        byte[] second = Tarball.gzip(
                Tarball.withoutEndMarker(new Tarball().file("b.py", "b").tar()));
        byte[] two = new SequenceInputStream(new ByteArrayInputStream(first), new ByteArrayInputStream(second))
                .readAllBytes();

        assertThat(failure(ErrorCode.INVALID_ARCHIVE, two)).contains("cut off after member 'b.py'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8})
    void isNoticedByChecksumAndLengthAtItsEnd(int fromEnd) throws IOException {
        byte[] tar = code().tar();
        byte[] archive = Tarball.gzip(Arrays.copyOf(tar, tar.length + (1 << 20)));
        archive[archive.length - fromEnd] ^= 1;

        assertThat(failure(ErrorCode.INVALID_ARCHIVE, archive)).contains("Gzip-compressed data is corrupt");
    }

    @Test
    void isNoticedByTheChecksumOfAHeader() throws IOException {
        byte[] tar = new Tarball().file("a.py", "a").file("b.py", "b").tar();
        tar[1024] = 'c';

        assertThat(failure(ErrorCode.INVALID_ARCHIVE, tar))
                .contains("the archive is damaged after member 'a.py' (a header has the wrong checksum)");
    }

    @ParameterizedTest
    @CsvSource({"425a6839, a bzip2 file", "fd377a585a00, an xz file", "28b52ffd, a zstd file"})
    void isToldFromArchivesOfOtherKinds(String magic, String kind) throws IOException {
        byte[] file = Arrays.copyOf(HexFormat.of().parseHex(magic), 2000);

        assertThat(failure(ErrorCode.INVALID_ARCHIVE, file))
                .startsWith("sourcedir.tar.gz: this is " + kind + ", not a tar archive; make it anew");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1000})
    void isToldFromPlainText(int lines) throws IOException {
        byte[] text = "import torch  # this is no archive\n".repeat(lines).getBytes(StandardCharsets.US_ASCII);

        assertThat(failure(ErrorCode.INVALID_ARCHIVE, text)).startsWith("sourcedir.tar.gz: th");
        assertThat(failure(ErrorCode.INVALID_ARCHIVE, Tarball.gzip(text))).startsWith("sourcedir.tar.gz: th");
    }

    @Test
    void isToldFromAnEmptyFile() throws IOException {
        assertThat(failure(ErrorCode.INVALID_ARCHIVE, new byte[0])).contains("the archive is empty");
        assertThat(failure(ErrorCode.INVALID_ARCHIVE, Tarball.gzip(new byte[0])))
                .contains("the archive is empty");
    }

    @Test
    void isRefusedOrUnpackedInsideWhicheverBytesAreWrong() throws IOException {
        byte[] whole = code().tarGz();
        Random random = new Random(2);
        for (int i = 0; i < 60; i++) {
            byte[] archive = whole.clone();
            flip(archive, random);
            fetchOrRefuse(archive);
        }
    }

    /** A checksum would catch nearly all of these; whoever makes an archive to do harm mends it. */
    @Test
    void isRefusedOrUnpackedInsideWhicheverBytesOfATarAreWrong() throws IOException {
        byte[] whole = code().tar();
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            byte[] archive = whole.clone();
            flip(archive, random);
            for (int header = 0; header < archive.length; header += 512) {
                if (archive[header] != 0) {
                    Tarball.mendChecksum(archive, header);
                }
            }
            fetchOrRefuse(archive);
        }
    }

    @Test
    void isNotMistakenForABrokenConnection() throws IOException {
        byte[] archive = code().tarGz();
        InputStream breaking =
                new SequenceInputStream(new ByteArrayInputStream(archive, 0, archive.length / 2), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Connection reset");
                    }
                });

        assertThatIOException()
                .isThrownBy(() -> receiver().archive("a.tar.gz", breaking))
                .withMessage("Connection reset");
    }

    @Test
    void isNotMistakenForADefectOfAStore() throws IOException {
        InputStream defective = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("a defect");
            }
        };

        StagedCode receiver = receiver();

        assertThatIllegalStateException()
                .isThrownBy(() -> receiver.archive("a.tar.gz", defective))
                .withMessage("a defect");
    }

    private static Tarball code() {
        Random random = new Random(0);
        byte[] noise = new byte[3000];
        random.nextBytes(noise);
        return new Tarball()
                .folder("src/")
                .file("src/train.py", "print(1)\n".repeat(200), 0755)
                .file("a-long-name/".repeat(12) + "b.py", "b")
                .symbolicLink("link.py", "src/train.py")
                .hardLink("second.py", "src/train.py")
                .file("noise.bin", new String(noise, StandardCharsets.ISO_8859_1));
    }

    private static void flip(byte[] archive, Random random) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            archive[random.nextInt(archive.length)] = (byte) random.nextInt(256);
        }
    }

    private void fetchOrRefuse(byte[] archive) throws IOException {
        JobFixture job = jobWith(archive);
        try {
            job.fetch();
        } catch (JobException e) {
            assertThat(e.code()).as(e.getMessage()).isIn(ErrorCode.INVALID_ARCHIVE, ErrorCode.IO_FAILED);
            assertThat(job.code()).as("after %s", e.getMessage()).isEmpty();
        }
        assertThat(TreeText.of(temp))
                .filteredOn(line -> !line.matches("(?s)(job|sourcedir).*"))
                .isEmpty();
        FileTrees.delete(temp.resolve("job"));
    }

    private String failure(ErrorCode code, byte[] archive) throws IOException {
        JobFixture job = jobWith(archive);
        String message = JobFixture.failure(code, job::fetch);
        assertThat(job.code()).as("the code folder after: %s", message).isEmpty();
        return message;
    }

    private JobFixture jobWith(byte[] archive) throws IOException {
        Path file = Files.write(temp.resolve("sourcedir.tar.gz"), archive);
        return new JobFixture(Files.createDirectories(temp.resolve("job"))).codeFrom(file);
    }

    private StagedCode receiver() throws IOException {
        Path root = Files.createDirectory(temp.toRealPath().resolve("root"));
        return new StagedCode(root, temp, new CodeLimits(1 << 20, 1000));
    }
}
