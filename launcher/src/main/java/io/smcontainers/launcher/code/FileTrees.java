package io.smcontainers.launcher.code;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves and deletes folders with all that is in them. Never follows a link. */
public final class FileTrees {
    private FileTrees() {}

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns whether there is a folder, and not a link to one. */
    static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns what is in a folder, sorted by name. */
    public static List<Path> children(Path folder) throws IOException {
        List<Path> sorted = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            children.forEach(sorted::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        sorted.sort(null);
        return sorted;
    }

    /** Deletes a file, a link, or a folder with all that is in it. */
    public static void delete(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Moves a file, link or folder to where nothing is, or where an earlier move of it stopped half-way. */
    static void move(Path from, Path to) throws IOException {
        if (isFolder(from) && isFolder(to)) {
            moveChildren(from, to);
            return;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            moveAcross(from, to);
        }
    }

    /**
     * Moves between file systems. That is not exotic: to Linux' overlay file system, a folder that is part of the image lies on
     * another one than a folder made in the container, and cannot be renamed; its files can.
     */
    private static void moveAcross(Path from, Path to) throws IOException {
        if (!isFolder(from)) {
            Files.move(from, to);
            return;
        }
        Files.createDirectory(to);
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        moveChildren(from, to);
    }

    private static void moveChildren(Path from, Path to) throws IOException {
        for (Path child : children(from)) {
            move(child, to.resolve(child.getFileName()));
        }
        Files.delete(from);
    }
}
