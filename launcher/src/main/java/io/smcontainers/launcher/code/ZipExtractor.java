package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a zip archive. It has to be there as a whole first: which of its members are links, and which may be run, is told at
 * its end, and what an earlier version of it left in front of that end is not to be taken for a member.
 */
final class ZipExtractor {
    private static final int MAX_LINK_BYTES = 4096;
    private static final String ADVICE = "make it anew, in the folder of your code: zip -r code.zip .";

    private final String archive;
    private final SafeFolder folder;
    private final Tally tally;
    private final CodeLimits limits;

    ZipExtractor(String archive, SafeFolder folder, Tally tally, CodeLimits limits) {
        this.archive = archive;
        this.folder = folder;
        this.tally = tally;
        this.limits = limits;
    }

    /**
     * Unpacks the archive.
     *
     * @param content its bytes; the caller closes them
     * @param spool where it lies meanwhile; nothing is there before and after
     * @throws IOException if the bytes do not arrive
     * @throws JobException if the archive is damaged or unsafe, or a file cannot be written
     */
    void extract(InputStream content, Path spool) throws IOException {
        try {
            new Spool(spool, limits.maxBytes()).write(content);
            try (ZipFile zip = open(spool)) {
                for (ZipArchiveEntry member : Collections.list(zip.getEntries())) {
                    place(zip, member);
                }
            }
            requireLinksInside();
        } catch (Refusal e) {
            throw invalid("the archive " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private ZipFile open(Path file) {
        try {
            return ZipFile.builder().setPath(file).get();
        } catch (IOException | RuntimeException e) {
            throw invalid("the archive is cut off or damaged (" + e.getMessage() + "); " + ADVICE, e);
        } catch (OutOfMemoryError e) {
            // The library keeps all that the archive's end says in memory, and what that is nobody can know before.
            throw invalid("the archive has too many members; make a .tar.gz, which may have any number", e);
        }
    }

    private void place(ZipFile zip, ZipArchiveEntry member) throws IOException {
        try {
            if (member.getGeneralPurposeBit().usesEncryption()) {
                throw new Refusal("is encrypted");
            }
            if (!zip.canReadEntryData(member)) {
                throw new Refusal("is packed by method " + member.getMethod() + "; expected deflate, as zip does it");
            }
            placeByType(zip, member);
        } catch (Refusal e) {
            throw invalid(named(member) + " " + e.getMessage(), e);
        }
    }

    /** Archives made elsewhere than on Unix have no types but files and folders. */
    private void placeByType(ZipFile zip, ZipArchiveEntry member) throws IOException, Refusal {
        switch (member.getUnixMode() & UnixStat.FILE_TYPE_FLAG) {
            case UnixStat.LINK_FLAG -> folder.symbolicLink(member.getName(), target(zip, member));
            case 0, UnixStat.FILE_FLAG, UnixStat.DIR_FLAG -> placeFileOrFolder(zip, member);
            default -> throw new Refusal("is a device, a FIFO or a socket");
        }
    }

    private void placeFileOrFolder(ZipFile zip, ZipArchiveEntry member) throws IOException, Refusal {
        if (member.isDirectory()) {
            folder.folder(member.getName());
            return;
        }
        tally.requireRoom(member.getSize());
        boolean executable = (member.getUnixMode() & 0100) != 0;
        try (ZipContent content = content(zip, member)) {
            folder.file(member.getName(), executable, member.getLastModifiedTime(), content);
        }
    }

    private String target(ZipFile zip, ZipArchiveEntry member) throws IOException, Refusal {
        if (member.getSize() > MAX_LINK_BYTES) {
            throw new Refusal("is a link with a target of " + member.getSize() + " bytes");
        }
        try (ZipContent content = content(zip, member)) {
            return new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private ZipContent content(ZipFile zip, ZipArchiveEntry member) {
        return new ZipContent(
                zip, member, reason -> invalid(named(member) + " is damaged (" + reason + "); " + ADVICE, null));
    }

    private void requireLinksInside() throws IOException {
        Optional<String> link = folder.linkThatLeavesByNow();
        if (link.isPresent()) {
            throw invalid("member " + Quote.of(link.get()) + " is a link that leads out of the code folder", null);
        }
    }

    private static String named(ZipArchiveEntry member) {
        return "member " + Quote.of(member.getName());
    }

    private JobException invalid(String what, @Nullable Throwable cause) {
        return new JobException(ErrorCode.INVALID_ARCHIVE, archive + ": " + what, cause);
    }
}
