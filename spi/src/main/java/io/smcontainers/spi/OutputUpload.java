package io.smcontainers.spi;

import java.io.IOException;

/** Uploads files to one place. Used by several threads at a time. */
public interface OutputUpload extends AutoCloseable {
    /**
     * Says whether a file can be stored there at all, such as one with a very long name.
     *
     * @param file the file; it is not read
     * @return yes, or no with the reason
     */
    Support supports(OutputFile file);

    /**
     * Uploads a file, over what was uploaded under its name before. Returns when the place has all of it; if that fails, what
     * was there before is still there. An interrupt asks to give up soon.
     *
     * @param file what to upload
     * @throws IOException if this one failed; the launcher tries it again later
     * @throws io.smcontainers.core.JobException if the place refuses files, such as for want of permission, saying what to check;
     *     the launcher says so once, and tries less often
     */
    void put(OutputFile file) throws IOException;

    /** Ends the uploading. */
    @Override
    void close();
}
