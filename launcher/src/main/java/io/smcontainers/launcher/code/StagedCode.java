package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.CodeReceiver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Takes code from a store into a folder of its own, where nobody sees it yet. */
final class StagedCode implements CodeReceiver {
    private final Tally tally;
    private final SafeFolder folder;
    private final ArchiveExtractor extractor;

    /**
     * Creates a receiver.
     *
     * @param root the real path of an empty folder
     * @param codeDir the folder that messages name in its place
     */
    StagedCode(Path root, Path codeDir, CodeLimits limits) {
        this.tally = new Tally(limits);
        this.folder = new SafeFolder(root, codeDir, tally);
        this.extractor = new ArchiveExtractor(folder, tally, limits, root.resolveSibling("archive.zip"));
    }

    @Override
    public void file(String name, boolean executable, InputStream content) throws IOException {
        try {
            folder.file(name, executable, null, content);
        } catch (Refusal e) {
            throw refused(name, e);
        }
    }

    /**
     * Takes one folder, which is of interest only if nothing is in it.
     *
     * @param name as for {@link #file}
     */
    @Override
    public void folder(String name) {
        try {
            folder.folder(name);
        } catch (Refusal e) {
            throw refused(name, e);
        }
    }

    @Override
    public void archive(String name, InputStream content) throws IOException {
        extractor.extract(name, content);
    }

    long files() {
        return tally.files();
    }

    long bytes() {
        return tally.bytes();
    }

    /** Returns a name that was not UTF-8, if there was any. */
    Optional<String> garbledName() {
        return folder.garbledName();
    }

    private static JobException refused(String name, Refusal refusal) {
        return new JobException(ErrorCode.DOWNLOAD_FAILED, Quote.of(name) + " " + refusal.getMessage(), refusal);
    }
}
