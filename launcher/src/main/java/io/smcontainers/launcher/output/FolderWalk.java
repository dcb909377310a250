package io.smcontainers.launcher.output;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** Goes through a folder and all below it, entry by entry, so that it can be left and taken up again. Follows no link. */
final class FolderWalk implements AutoCloseable {
    private final Visitor visitor;
    private final Deque<Level> levels = new ArrayDeque<>();

    /** Creates a walk that tells the visitor of the folder at once, and of the rest with each {@link #step}. */
    FolderWalk(Path folder, Visitor visitor) {
        this.visitor = visitor;
        enter(folder);
    }

    /** Goes on to the next entry; returns false if there is none. */
    boolean step() {
        while (!levels.isEmpty()) {
            Optional<Path> next = next(levels.peek());
            if (next.isPresent()) {
                visit(next.get());
                return true;
            }
            levels.pop().close();
        }
        return false;
    }

    private Optional<Path> next(Level level) {
        try {
            return level.entries.hasNext() ? Optional.of(level.entries.next()) : Optional.empty();
        } catch (DirectoryIteratorException e) {
            visitor.unreadable(level.folder, e.getCause());
            return Optional.empty();
        }
    }

    private void visit(Path path) {
        try {
            Optional<BasicFileAttributes> attributes = FileVersion.attributes(path);
            if (attributes.isPresent() && attributes.get().isDirectory()) {
                enter(path);
            } else {
                attributes.ifPresent(found -> visitor.file(path, found));
            }
        } catch (IOException e) {
            visitor.unreadable(path, e);
        }
    }

    private void enter(Path folder) {
        visitor.folder(folder);
        try {
            levels.push(new Level(folder, Files.newDirectoryStream(folder)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Gone already.
        } catch (IOException e) {
            visitor.unreadable(folder, e);
        }
    }

    @Override
    public void close() {
        levels.forEach(Level::close);
        levels.clear();
    }

    /** Is told what there is. */
    interface Visitor {
        /** There is a folder; what is in it is read after this. */
        void folder(Path folder);

        /** There is something that is no folder. */
        void file(Path file, BasicFileAttributes attributes);

        /** Something could not be looked at. */
        void unreadable(Path path, IOException why);
    }

    /** A folder that is being read. */
    private static final class Level {
        private final Path folder;
        private final DirectoryStream<Path> stream;
        private final Iterator<Path> entries;

        Level(Path folder, DirectoryStream<Path> stream) {
            this.folder = folder;
            this.stream = stream;
            this.entries = stream.iterator();
        }

        void close() {
            try {
                stream.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
