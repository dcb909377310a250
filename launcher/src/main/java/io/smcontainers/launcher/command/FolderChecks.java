package io.smcontainers.launcher.command;

import io.smcontainers.core.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at the folders that a job writes to. */
final class FolderChecks {
    /** A job that starts with less will not get far. */
    private static final long LITTLE_BYTES = 1L << 30;

    private FolderChecks() {}

    static List<Check> of(Map<String, String> variables) {
        JobLayout layout = JobLayout.of(variables);
        if (!Files.isDirectory(layout.base())) {
            return List.of(
                    Check.warn("folders", "there is no " + layout.base() + "; SageMaker makes it when a job starts"));
        }
        return Stream.of(
                        layout.codeDir(),
                        layout.modelDir(),
                        layout.outputDir(),
                        Path.of(System.getProperty("java.io.tmpdir")))
                .map(FolderChecks::folder)
                .toList();
    }

    private static Check folder(Path folder) {
        Path existing = folder;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isWritable(existing)) {
            return Check.fail("folders", folder + " cannot be written to");
        }
        try {
            long freeBytes = Files.getFileStore(existing).getUsableSpace();
            String finding = folder + " can be written to, " + (freeBytes >> 20) + " MiB free";
            return freeBytes < LITTLE_BYTES
                    ? Check.warn("folders", finding + ", which is little")
                    : Check.ok("folders", finding);
        } catch (IOException e) {
            return Check.warn("folders", folder + ": free space unknown: " + e);
        }
    }
}
