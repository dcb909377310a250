package io.smcontainers.launcher.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes folders as lists of text, so that tests can say what they expect: {@code a/}, {@code a/b.py=content}, {@code c->a}. */
final class TreeText {
    private TreeText() {}

    /** Returns a line for each file, link and folder below a folder, sorted; follows no links. */
    static List<String> of(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder))
                    .map(path -> line(folder, path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String line(Path folder, Path path) {
        String name = folder.relativize(path).toString();
        try {
            if (Files.isSymbolicLink(path)) {
                return name + "->" + Files.readSymbolicLink(path);
            }
            return Files.isDirectory(path)
                    ? name + "/"
                    : name + "=" + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
