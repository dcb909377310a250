package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeArchiveTest {
    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        Path parent = temp.toRealPath();
        Files.writeString(parent.resolve("outside.py"), "untouched");
        root = Files.createDirectory(parent.resolve("root"));
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedWithItsMemberNamed(Consumer<Tarball> evil, String member) {
        Tarball archive = new Tarball();
        evil.accept(archive);

        String message = JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(archive.tarGz()));

        assertThat(message).startsWith("code.tar.gz: member " + member);
        assertThat(outside()).containsExactly("outside.py=untouched");
    }

    static Stream<Arguments> isRefusedWithItsMemberNamed() {
        return Stream.of(
                evil("absolute name", "'/outside.py' has an absolute name", tar -> tar.file("/outside.py", "")),
                evil("name that leads out", "'../outside.py' leads out", tar -> tar.file("../outside.py", "")),
                evil("name that leads in and out", "'a/../../outside.py'", tar -> tar.file("a/../../outside.py", "")),
                evil("folder outside", "'../x/' leads out", tar -> tar.folder("../x/")),
                evil("file named as the folder", "'.' has the name of the code folder", tar -> tar.file(".", "")),
                evil("link named as the folder", "'a/..' has the name of", tar -> tar.symbolicLink("a/..", "b")),
                evil("name with NUL", "", tar -> tar.file("a".repeat(100) + "\0", "")),
                evil("name with escapes", "'../\\x1b[2J\\n'", tar -> tar.file("../\u001b[2J\n", "")),
                evil("absolute link", "'a' is a link to '/etc'", tar -> tar.symbolicLink("a", "/etc")),
                evil("link that leads out", "'a' is a link to '..'", tar -> tar.symbolicLink("a", "..")),
                evil("link out and in again", "'a'", tar -> tar.symbolicLink("a", "../root/b")),
                evil("link up from a folder", "'d/a'", tar -> tar.symbolicLink("d/a", "../../outside.py")),
                evil("link to nothing", "'a' is a link to ''", tar -> tar.symbolicLink("a", "")),
                evil("link through a link", "'up' is a link to 'far/../../..'", tar -> tar.folder("d/e/")
                        .symbolicLink("far", "d/e")
                        .symbolicLink("up", "far/../../..")),
                evil("link that reads as if it stayed inside", "'up'", tar -> tar.symbolicLink("here", ".")
                        .symbolicLink("up", "here/here/../..")),
                evil("link that an earlier link turns", "'d/e/up'", tar -> tar.symbolicLink("d/e/top", "../..")
                        .symbolicLink("d/e/up", "top/../x")),
                evil("hard link to nothing", "'a' is a hard link to 'b'", tar -> tar.hardLink("a", "b")),
                evil("hard link to a folder", "'a' is a hard link to 'd'", tar -> tar.folder("d/")
                        .hardLink("a", "d")),
                evil("hard link in the place of its file", "'d' is a hard link to 'd/a'", tar -> tar.file("d/a", "")
                        .hardLink("d", "d/a")),
                evil("hard link outside", "'a' leads out", tar -> tar.hardLink("a", "../outside.py")),
                evil("absolute hard link", "'a' has an absolute", tar -> tar.hardLink("a", "/etc/passwd")),
                evil("hard link to a link that would then lead out", "'up' is a link to '..'", tar -> tar.symbolicLink(
                                "d/stays", "..")
                        .hardLink("up", "d/stays")),
                evil("character device", "'null' is a device", tar -> tar.member("null", TarConstants.LF_CHR, "")),
                evil("block device", "'disk' is a device", tar -> tar.member("disk", TarConstants.LF_BLK, "")),
                evil("FIFO", "'pipe' is a FIFO", tar -> tar.member("pipe", TarConstants.LF_FIFO, "")),
                evil("rest of a file", "'rest'", tar -> tar.member("rest", TarConstants.LF_MULTIVOLUME, "")));
    }

    private static Arguments evil(String name, String member, Consumer<Tarball> evil) {
        return Arguments.of(Named.of(name, evil), member);
    }

    /** The link is harmless when it is made; it leads out because what lies on its way is another thing afterwards. */
    @Test
    void isRefusedIfALinkTurnsOutwardsLater() {
        Tarball archive = new Tarball()
                .folder("deep/down/here/")
                .symbolicLink("a", "deep/down/here")
                .symbolicLink("turns", "a/../../..")
                .folder("a/");

        assertThat(JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(archive.tarGz())))
                .isEqualTo("code.tar.gz: member 'turns' is a link that leads out of the code folder");
    }

    @Test
    void isRefusedIfAMemberGoesThroughALinkThatTurnedOutwards() {
        Tarball archive = turning().file("turns/outside.py", "overwritten");

        assertThat(JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(archive.tarGz())))
                .contains("member 'turns/outside.py' goes through a link that leads out of the code folder");
        assertThat(outside()).containsExactly("outside.py=untouched");
    }

    @Test
    void isRefusedIfAHardLinkGoesThroughALinkThatTurnedOutwards() {
        Tarball archive = turning().hardLink("mine.py", "turns/outside.py");

        assertThat(JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(archive.tarGz())))
                .contains("member 'mine.py' goes through a link that leads out of the code folder");
    }

    /** First {@code turns} leads to the folder itself, and is written through; then to the folder above. */
    private static Tarball turning() {
        return new Tarball()
                .folder("deep/down/")
                .symbolicLink("a", "deep/down")
                .symbolicLink("turns", "a/../..")
                .file("turns/inside.py", "")
                .folder("a/");
    }

    @Test
    void isUnpackedBelowTheFolderIfAnAbsoluteNameIsLong() throws IOException {
        // The library strips the slash of names that come in headers of their own.
        unpack(new Tarball().file("/" + "long/".repeat(30) + "a.py", "a").tarGz());

        assertThat(TreeText.of(root)).contains("long/".repeat(30) + "a.py=a");
        assertThat(outside()).containsExactly("outside.py=untouched");
    }

    /** The library nests two calls for each piece of a file with holes. */
    @Test
    void isRefusedIfAFileIsAllHoles() throws Exception {
        int headers = 500;
        byte[] pieces = new byte[headers * 512];
        for (int header = 0, offset = 0; header < pieces.length; header += 512) {
            for (int piece = 0; piece < 21; piece++, offset += 2) {
                write(pieces, header + piece * 24, "%011o\00000000000001\0".formatted(offset));
            }
            pieces[header + 504] = (byte) (header + 512 < pieces.length ? 1 : 0);
        }
        byte[] tar = new Tarball()
                .put(new TarArchiveEntry("holes.bin", TarConstants.LF_GNUTYPE_SPARSE), pieces)
                .tar();
        write(tar, 124, "%011o".formatted(headers * 21));
        write(tar, 257, "ustar  ");
        tar[482] = 1;
        write(tar, 483, "%011o".formatted(headers * 42));
        Tarball.mendChecksum(tar, 0);
        FutureTask<String> refusal =
                new FutureTask<>(() -> JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(tar)));

        new Thread(null, refusal, "thread with a small stack", 256 << 10).start();

        assertThat(refusal.get()).startsWith("code.tar.gz: the archive is damaged after member 'holes.bin'");
    }

    private static void write(byte[] target, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    @Test
    void isRefusedIfSmallButEndless() {
        TarArchiveEntry bomb = new TarArchiveEntry("zeros.bin");
        Tarball archive = new Tarball().file("a.py", "a").put(bomb, new byte[2 << 20]);

        assertThat(JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(archive.tarGz())))
                .startsWith("code.tar.gz: member 'zeros.bin' makes the code larger than the limit of 1048576 bytes");
        assertThat(root.resolve("zeros.bin")).doesNotExist();
    }

    @Test
    void isRefusedIfAHeaderIsLargerThanAnyHeader() {
        TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        Tarball archive = new Tarball().put(name, "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII));

        assertThat(JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(archive.tarGz())))
                .contains("out of all proportion");
    }

    /** The library nests a call for each of them. */
    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x', 'g'})
    void isRefusedIfHeadersAnnounceHeadersWithoutEnd(char type) {
        Tarball archive = new Tarball();
        IntStream.range(0, 5000).forEach(i -> archive.member("x", (byte) '0', ""));
        byte[] tar = archive.tar();
        for (int header = 0; tar[header] != 0; header += 512) {
            tar[header + 156] = (byte) type;
            Tarball.mendChecksum(tar, header);
        }

        JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> unpack(tar));
    }

    /** Whatever a few members do to each other, nothing is written outside and no link leads there. */
    @Test
    void staysInsideWhateverItsMembersDoToEachOther() throws IOException {
        for (int seed = 0; seed < 150; seed++) {
            byte[] archive = randomMembers(new Random(seed)).tarGz();
            boolean taken = true;
            try {
                unpack(archive);
            } catch (JobException e) {
                taken = false;
                assertThat(e.code())
                        .as("seed %d: %s", seed, e.getMessage())
                        .isIn(ErrorCode.INVALID_ARCHIVE, ErrorCode.IO_FAILED);
            }
            assertThat(outside()).as("seed %d", seed).containsExactly("outside.py=untouched");
            if (taken) {
                assertThat(linksThatLeadOut()).as("seed %d", seed).isEmpty();
            }
            FileTrees.delete(root);
            Files.createDirectory(root);
        }
    }

    private static Tarball randomMembers(Random random) {
        List<String> names = List.of(
                "a", "b", "c", "a/b", "a/c", "b/a", "b/c/a", "c/a/b", "a/b/c", "outside.py", "a/outside.py", "c/../b");
        List<String> targets = List.of(
                "a", "b", "c", "a/b", ".", "a/..", "b/..", "c/..", "..", "../a", "../b", "../..", "a/../..", "b/c/..",
                "../c/a");
        Tarball tar = new Tarball();
        for (int i = 2 + random.nextInt(8); i > 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            String target = targets.get(random.nextInt(targets.size()));
            switch (random.nextInt(6)) {
                case 0 -> tar.file(name, "x");
                case 1 -> tar.folder(name + "/");
                case 2 -> tar.hardLink(name, names.get(random.nextInt(names.size())));
                default -> tar.symbolicLink(name, target);
            }
        }
        return tar;
    }

    private List<Path> linksThatLeadOut() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isSymbolicLink)
                    .filter(Files::exists)
                    .filter(link -> !realPath(link).startsWith(root))
                    .toList();
        }
    }

    private static Path realPath(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void unpack(byte[] archive) throws IOException {
        new StagedCode(root, Path.of("/opt/ml/code"), new CodeLimits(1 << 20, 1000))
                .archive("code.tar.gz", new ByteArrayInputStream(archive));
    }

    private List<String> outside() {
        return TreeText.of(temp).stream()
                .filter(line -> !line.startsWith("root/"))
                .toList();
    }
}
