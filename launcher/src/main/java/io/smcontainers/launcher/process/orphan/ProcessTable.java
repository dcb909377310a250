package io.smcontainers.launcher.process.orphan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of this machine or container, as the kernel shows them (proc(5)).
 *
 * @param proc {@code /proc} but for tests
 */
record ProcessTable(Path proc) {
    /** Returns whether this is the table of our own PID namespace: a mount of the host's would show other numbers. */
    boolean isOurs(long ownPid) {
        try {
            return Files.readSymbolicLink(proc.resolve("self")).toString().equals(Long.toString(ownPid));
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns all zombies of a parent's. */
    List<Zombie> zombies(long parent) {
        List<Zombie> zombies = new ArrayList<>();
        String[] names = proc.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (isNumber(name)) {
                Zombie.parse(stat(name), parent).ifPresent(zombies::add);
            }
        }
        return zombies;
    }

    private String stat(String pid) {
        try {
            // The program's name is bytes of any encoding.
            return Files.readString(proc.resolve(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It is gone.
            return "";
        }
    }

    private static boolean isNumber(String name) {
        return name.charAt(0) >= '0' && name.charAt(0) <= '9';
    }
}
