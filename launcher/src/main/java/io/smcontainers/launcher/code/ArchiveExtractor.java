package io.smcontainers.launcher.code;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks an archive, of tar while it arrives and of zip when it is there. Of a member's mode only the owner's run bit counts, its owner does not; its time is
 * kept.
 */
final class ArchiveExtractor {
    private static final int OWNER_MAY_RUN = 0100;

    /** GNU tar's name for the whole archive, of which the library knows nothing. */
    private static final byte LF_VOLUME_LABEL = 'V';

    private final SafeFolder folder;
    private final Tally tally;
    private final CodeLimits limits;
    private final Path spool;

    /**
     * Creates an extractor.
     *
     * @param spool where a zip archive may lie while it is unpacked; nothing is there
     */
    ArchiveExtractor(SafeFolder folder, Tally tally, CodeLimits limits, Path spool) {
        this.folder = folder;
        this.tally = tally;
        this.limits = limits;
        this.spool = spool;
    }

    /**
     * Unpacks an archive.
     *
     * @param name its name, for messages
     * @param content its bytes, compressed or not; the caller closes them
     * @throws IOException if the bytes do not arrive
     * @throws io.smcontainers.core.JobException if the archive is damaged or unsafe, or a file cannot be written
     */
    void extract(String name, InputStream content) throws IOException {
        InputStream arriving = new BufferedInputStream(content);
        switch (ArchiveFormat.of(arriving)) {
            case ZIP, EMPTY_ZIP -> new ZipExtractor(name, folder, tally, limits).extract(arriving, spool);
            default -> extractTar(name, arriving);
        }
    }

    private void extractTar(String name, InputStream content) throws IOException {
        try (TarReader reader = new TarReader(name, content, limits.maxBytes())) {
            for (Optional<TarArchiveEntry> member = reader.next(); member.isPresent(); member = reader.next()) {
                place(member.get(), reader);
            }
            requireLinksInside(reader);
        }
    }

    private void place(TarArchiveEntry member, TarReader reader) throws IOException {
        try {
            placeByType(member, reader.content());
        } catch (Refusal e) {
            throw reader.invalid("member " + Quote.of(member.getName()) + " " + e.getMessage(), e);
        }
    }

    /** Looks at the type before the name, because the library takes anything for a folder whose name ends in a slash. */
    private void placeByType(TarArchiveEntry member, InputStream content) throws IOException, Refusal {
        switch (member.getLinkFlag()) {
            case TarConstants.LF_SYMLINK -> folder.symbolicLink(member.getName(), member.getLinkName());
            case TarConstants.LF_LINK -> folder.hardLink(member.getName(), member.getLinkName());
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> throw new Refusal("is a device");
            case TarConstants.LF_FIFO -> throw new Refusal("is a FIFO");
            case TarConstants.LF_MULTIVOLUME -> throw new Refusal("is the rest of a file from another volume");
            case LF_VOLUME_LABEL -> {}
            default -> placeFileOrFolder(member, content);
        }
    }

    private void placeFileOrFolder(TarArchiveEntry member, InputStream content) throws IOException, Refusal {
        if (member.isDirectory()) {
            folder.folder(member.getName());
            return;
        }
        tally.requireRoom(member.getRealSize());
        boolean executable = (member.getMode() & OWNER_MAY_RUN) != 0;
        folder.file(member.getName(), executable, member.getLastModifiedTime(), content);
    }

    private void requireLinksInside(TarReader reader) throws IOException {
        Optional<String> link = folder.linkThatLeavesByNow();
        if (link.isPresent()) {
            throw reader.invalid(
                    "member " + Quote.of(link.get()) + " is a link that leads out of the code folder", null);
        }
    }
}
