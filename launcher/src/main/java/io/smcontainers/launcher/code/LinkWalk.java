package io.smcontainers.launcher.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows a symbolic link as the kernel does, segment by segment, to see whether it ever leaves a folder. Looking at the text of
 * the target is not enough: in {@code a/..}, {@code a} may itself be a link.
 */
final class LinkWalk {
    /** Linux follows no more links than this in one path, so nobody ever gets to what is behind the next. */
    private static final int MAX_LINKS = 40;

    private final Path root;
    private final Deque<String> ahead = new ArrayDeque<>();
    private Path here;
    private int linksFollowed;

    private LinkWalk(Path root, Path start) {
        this.root = root;
        this.here = start;
    }

    /**
     * Returns whether a link stays in a folder at every step. What does not exist is taken for a folder.
     *
     * @param root the folder's real path
     * @param start the real path of the link's own folder, which is the root or below
     * @param target the link's target
     */
    static boolean staysInside(Path root, Path start, String target) throws IOException {
        return new LinkWalk(root, start).follow(target);
    }

    private boolean follow(String target) throws IOException {
        boolean inside = prepend(target);
        while (inside && !ahead.isEmpty()) {
            inside = step(ahead.pop());
        }
        return inside;
    }

    /** Returns false if the step leaves the folder. */
    private boolean step(String segment) throws IOException {
        return switch (segment) {
            case "", "." -> true;
            case ".." -> up();
            default -> down(here.resolve(segment));
        };
    }

    private boolean up() {
        if (here.equals(root)) {
            return false;
        }
        here = here.getParent();
        return true;
    }

    private boolean down(Path next) throws IOException {
        if (!Files.isSymbolicLink(next)) {
            here = next;
            return true;
        }
        linksFollowed++;
        if (linksFollowed > MAX_LINKS) {
            ahead.clear();
            return true;
        }
        return prepend(Files.readSymbolicLink(next).toString());
    }

    private boolean prepend(String target) {
        if (target.startsWith("/")) {
            return false;
        }
        String[] segments = target.split("/");
        for (int i = segments.length - 1; i >= 0; i--) {
            ahead.push(segments[i]);
        }
        return true;
    }
}
