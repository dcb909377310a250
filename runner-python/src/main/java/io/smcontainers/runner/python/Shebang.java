package io.smcontainers.runner.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The first line of a script, which names its interpreter (execve(2), "Interpreter scripts"). */
final class Shebang {
    /** As many as the kernel reads. */
    private static final int MAX_BYTES = 256;

    private Shebang() {}

    /** Returns the interpreter; empty for a file that names none. */
    static Optional<Path> of(Path script) {
        try (InputStream in = Files.newInputStream(script)) {
            String start = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            String[] words = start.startsWith("#!")
                    ? start.substring(2).split("\n", 2)[0].strip().split("[ \t]", 2)
                    : new String[] {""};
            return words[0].isEmpty() ? Optional.empty() : Optional.of(Path.of(words[0]));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
