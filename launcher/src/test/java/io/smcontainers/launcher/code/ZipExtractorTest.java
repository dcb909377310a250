package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipExtractorTest {
    private static final int FIFO = 0010000;

    @TempDir
    private Path temp;

    private Unpacking folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new Unpacking(temp);
    }

    @Test
    void unpacksFilesFoldersAndLinks() throws IOException {
        folder.unpack(new ZipArchive()
                .file("train.py", "train")
                .executable("bin/run.sh", "run")
                .folder("empty/")
                .file("données/ü.txt", "ü")
                .link("latest", "bin/run.sh")
                .bytes());

        assertThat(folder.tree())
                .containsExactly(
                        "bin/",
                        "bin/run.sh=run",
                        "données/",
                        "données/ü.txt="
                                + new String("ü".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                        "empty/",
                        "latest->bin/run.sh",
                        "train.py=train");
        assertThat(folder.path("bin/run.sh")).isExecutable();
        assertThat(Files.isExecutable(folder.path("train.py"))).isFalse();
        assertThat(temp.toRealPath()).isDirectoryNotContaining("glob:**.zip");
    }

    @Test
    void unpacksWhatIsNotCalledAZip() throws IOException {
        folder.receiver()
                .archive(
                        "sourcedir.tar.gz",
                        new ByteArrayInputStream(new ZipArchive().file("a", "1").bytes()));

        assertThat(folder.tree()).containsExactly("a=1");
    }

    @Test
    void unpacksAnEmptyOne() throws IOException {
        folder.unpack(new ZipArchive().bytes());

        assertThat(folder.tree()).isEmpty();
    }

    @Test
    void takesNoMemberThatTheEndOfTheArchiveDoesNotTellOf() throws IOException {
        byte[] hidden = new ZipArchive().file("hidden.py", "hidden").bytes();
        byte[] visible = new ZipArchive().file("visible.py", "visible").bytes();
        byte[] both = Arrays.copyOf(hidden, hidden.length + visible.length);
        System.arraycopy(visible, 0, both, hidden.length, visible.length);

        folder.unpack(both);

        assertThat(folder.tree()).containsExactly("visible.py=visible");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/evil", "a/../../evil"})
    void refusesANameThatLeadsOut(String name) throws IOException {
        assertRefused(new ZipArchive().file("a.py", "a").file(name, "evil"), "leads out of the code folder");
    }

    @ParameterizedTest
    @CsvSource({"link, /etc", "link, ../../etc", "a/link, ../../etc"})
    void refusesALinkThatLeadsOut(String name, String target) throws IOException {
        assertRefused(new ZipArchive().link(name, target), "is a link to '" + target + "'");
    }

    @Test
    void refusesALinkThatLeadsOutBecauseOfALaterOne() throws IOException {
        ZipArchive archive = new ZipArchive().folder("d/e/").link("x", "a/..").link("a", "d/e");
        archive.link("y", "x/../..");

        assertRefused(archive, "out of the code folder", "is not in the code folder");
    }

    @Test
    void refusesWhatIsNoFile() throws IOException {
        assertRefused(new ZipArchive().member("pipe", FIFO | 0644, ""), "is a device, a FIFO or a socket");
    }

    @Test
    void refusesMoreThanCodeMayBe() throws IOException {
        byte[] archive = new ZipArchive().file("a", "1234567890".repeat(100)).bytes();

        assertThat(JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> folder.receiver(new CodeLimits(999, 10))
                        .archive("code.zip", new ByteArrayInputStream(archive))))
                .contains("makes the code larger than the limit of 999 bytes");
        assertThat(JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> folder.receiver(new CodeLimits(20, 10))
                        .archive("code.zip", new ByteArrayInputStream(archive))))
                .contains("has more than the 20 bytes that code may have");
    }

    @Test
    void noticesADamagedMember() throws IOException {
        byte[] archive =
                new ZipArchive().file("a.py", "some text that is packed").bytes();
        archive["a.py".length() + 40]++;

        assertThat(failure(archive)).startsWith("code.tar.gz: member 'a.py' is damaged (");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 60, 130})
    void noticesThatItIsCutOff(int length) throws IOException {
        byte[] archive =
                new ZipArchive().file("a.py", "some text that is packed").bytes();

        assertThat(failure(Arrays.copyOf(archive, length)))
                .startsWith("code.tar.gz: the archive is cut off or damaged (");
    }

    private void assertRefused(ZipArchive archive, String... reasons) throws IOException {
        assertThat(failure(archive.bytes())).startsWith("code.tar.gz: ").containsAnyOf(reasons);
        assertThat(TreeText.of(temp)).noneMatch(line -> line.contains("evil"));
    }

    private String failure(byte[] archive) {
        return JobFixture.failure(ErrorCode.INVALID_ARCHIVE, () -> folder.unpack(archive));
    }
}
