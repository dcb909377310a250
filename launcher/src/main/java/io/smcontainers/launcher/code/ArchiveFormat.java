package io.smcontainers.launcher.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** What a file is by its first bytes. Its name may say anything. */
enum ArchiveFormat {
    GZIP("a gzip file", "1f8b"),
    ZIP("a zip file", "504b0304"),
    EMPTY_ZIP("an empty zip file", "504b0506"),
    BZIP2("a bzip2 file", "425a68"),
    XZ("an xz file", "fd377a585a00"),
    ZSTD("a zstd file", "28b52ffd"),
    /** A tar archive has nothing of the kind at its front. */
    OTHER("a file of another kind", "");

    private static final int LONGEST = 6;

    private final String description;
    private final byte[] magic;

    ArchiveFormat(String description, String magic) {
        this.description = description;
        this.magic = HexFormat.of().parseHex(magic);
    }

    /**
     * Looks at the first bytes of a stream and leaves them there.
     *
     * @param content a stream that can be marked
     */
    static ArchiveFormat of(InputStream content) throws IOException {
        content.mark(LONGEST);
        byte[] head = content.readNBytes(LONGEST);
        content.reset();
        return Arrays.stream(values())
                .filter(format -> format.isAtFrontOf(head))
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns the format's name with its article. */
    String description() {
        return description;
    }

    private boolean isAtFrontOf(byte[] head) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
