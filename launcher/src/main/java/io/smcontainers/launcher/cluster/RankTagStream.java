package io.smcontainers.launcher.cluster;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Adds hosts to the tags of lines that pass through. Nothing but the beginning of a line that may be a tag is held back, and that
 * only until the next bytes come; all else passes as it is.
 */
public final class RankTagStream extends FilterOutputStream {
    private final RankTags tags;

    /** The beginning of a line, as Latin-1, which gives each byte a character. */
    private final StringBuilder head = new StringBuilder();

    private boolean atLineStart = true;

    /** That of the current line as mpirun wrote it; empty if it has none. */
    private String tag = "";

    /**
     * Creates a stream.
     *
     * @param out where the lines go
     * @param tags knows the hosts
     */
    public RankTagStream(OutputStream out, RankTags tags) {
        super(out);
        this.tags = tags;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        StringBuilder changed = new StringBuilder(length + 64);
        for (int i = offset; i < end; i++) {
            if (atLineStart) {
                head.append((char) (bytes[i] & 0xff));
                from = i + 1;
                if (bytes[i] == '\n' || !RankTags.mayBeTag(head)) {
                    tag = RankTags.tag(head.toString());
                    changed.append(tags.rewriteHead(head.toString()));
                    head.setLength(0);
                    atLineStart = bytes[i] == '\n';
                }
            } else if (bytes[i] == '\n') {
                changed.append(rest(bytes, from, i + 1));
                from = i + 1;
                atLineStart = true;
            }
        }
        if (from < end) {
            changed.append(rest(bytes, from, end));
        }
        out.write(changed.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** A piece and its mark come with one write of mpirun's, and so are hardly ever torn apart. */
    private String rest(byte[] bytes, int from, int end) {
        return RankTags.rest(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1), tag);
    }

    @Override
    public synchronized void flush() throws IOException {
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        head.setLength(0);
        out.flush();
    }
}
