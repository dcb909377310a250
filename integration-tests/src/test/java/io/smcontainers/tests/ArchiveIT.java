package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code from an archive: what is unsafe or damaged is refused, and nothing of it stays. */
class ArchiveIT {
    private static final byte[] SCRIPT = "#!/bin/sh\necho ran\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path archive;
    private JobFolder job;

    @BeforeEach
    void layOut() throws IOException {
        archive = folder.resolve("sourcedir.tar.gz");
        job = JobFolder.in(Files.createDirectories(folder.resolve("a/b/ml")))
                .program("train.sh")
                .hyperparameter("sagemaker_submit_directory", archive.toString());
    }

    @Test
    void aGoodOneIsUnpackedAndRun() throws IOException {
        write(new TarArchiveEntry("données/train.sh"), "train.sh");
        job.program("données/train.sh");

        Train.Result result = Train.built().on(job).run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).isEqualTo("ran\n");
    }

    @ParameterizedTest
    @CsvSource({
        "../escaped.sh, 0, ''",
        "/escaped.sh, 0, ''",
        "link, 2, ../../escaped",
        "link, 2, /etc",
        "pipe, 6, ''",
        "disk, 4, ''"
    })
    void anUnsafeMemberIsNamedAndNothingOfTheArchiveStays(String name, char type, String target) throws IOException {
        TarArchiveEntry member = new TarArchiveEntry(name, (byte) type, true);
        member.setLinkName(target);
        write(member, "train.sh");

        Train.Result result = Train.built().on(job).run();

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(65);
        assertThat(job.failure()).startsWith("DownloadError: ").contains("sourcedir.tar.gz", name);
        assertThat(job.base().resolve("code")).isEmptyDirectory();
        try (var tree = Files.walk(folder)) {
            assertThat(tree.map(Path::toString)).noneMatch(path -> path.contains("escaped"));
        }
    }

    @Test
    void oneThatIsCutOffIsRefused() throws IOException {
        write(new TarArchiveEntry("data.bin"), "train.sh");
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(65);
        assertThat(job.failure()).contains("sourcedir.tar.gz", "cut off");
        assertThat(job.base().resolve("code")).isEmptyDirectory();
    }

    @Test
    void aPlainFileOfThatNameIsRefused() throws IOException {
        Files.writeString(archive, "this is no archive\n");

        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(65);
        assertThat(job.failure()).contains("sourcedir.tar.gz", "not a tar archive");
    }

    /** Writes an archive of a good script and one more member. */
    private void write(TarArchiveEntry member, String script) throws IOException {
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file), "UTF-8")) {
            add(tar, new TarArchiveEntry(script));
            add(tar, member);
        }
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry member) throws IOException {
        boolean isFile = member.getLinkFlag() == TarConstants.LF_NORMAL;
        member.setSize(isFile ? SCRIPT.length : 0);
        tar.putArchiveEntry(member);
        if (isFile) {
            tar.write(SCRIPT);
        }
        tar.closeArchiveEntry();
    }
}
