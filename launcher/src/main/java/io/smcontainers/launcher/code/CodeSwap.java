package io.smcontainers.launcher.code;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Moves fetched code to where the program will run. All moves can be taken back, and are if one fails. */
final class CodeSwap {
    private final CodeFolder folder;
    private final Staging staging;
    private final Deque<Move> moves = new ArrayDeque<>();
    private int displaced;

    CodeSwap(CodeFolder folder, Staging staging) {
        this.folder = folder;
        this.staging = staging;
    }

    /**
     * Moves the code.
     *
     * @param policy what becomes of what is there
     * @throws io.smcontainers.core.JobException if that fails; the code folder is then as it was
     */
    void run(CodePolicy policy) {
        try {
            if (policy == CodePolicy.REPLACE) {
                for (Path entry : folder.entries()) {
                    displace(entry);
                }
            }
            place(staging.incoming(), folder.path());
        } catch (IOException e) {
            undo(e);
            throw IoProblem.writing("to the code folder " + folder.path(), folder.path(), e);
        }
    }

    /** Merges folders with folders; any other thing takes the place of what has its name. */
    private void place(Path from, Path to) throws IOException {
        for (Path child : FileTrees.children(from)) {
            Path target = to.resolve(child.getFileName());
            if (FileTrees.isFolder(child) && FileTrees.isFolder(target)) {
                place(child, target);
            } else {
                displace(target);
                move(child, target);
            }
        }
    }

    private void displace(Path path) throws IOException {
        if (FileTrees.exists(path)) {
            displaced++;
            move(path, staging.displaced().resolve(Integer.toString(displaced)));
        }
    }

    private void move(Path from, Path to) throws IOException {
        // Noted first: a folder may be moved file by file, and stop half-way.
        moves.push(new Move(from, to));
        FileTrees.move(from, to);
    }

    private void undo(IOException cause) {
        try {
            for (Move move : moves) {
                if (FileTrees.exists(move.to())) {
                    FileTrees.move(move.to(), move.from());
                }
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
            staging.keep();
        }
    }

    private record Move(Path from, Path to) {}
}
