package io.smcontainers.launcher.process.orphan;

import java.util.Optional;

/**
 * A process that has ended, and that its parent has not waited for. Linux gives its number to no other process before.
 *
 * @param pid its number
 * @param startTicks when it was started, in clock ticks since the machine was; tells it from an earlier one of that number
 */
record Zombie(long pid, long startTicks) {
    /** The field's number in proc_pid_stat(5), counted from the first one behind the program's name, which has number 3. */
    private static final int START_TIME = 22 - 3;

    /**
     * Reads a {@code /proc/PID/stat}, such as {@code 7 (a) b) Z 1 7 ...}: the name may hold whatever it likes, also blanks and
     * parentheses.
     *
     * @param stat the file's text
     * @param parent whose zombies are wanted
     * @return nothing unless it is a zombie of that parent's
     */
    static Optional<Zombie> parse(String stat, long parent) {
        int nameEnd = stat.lastIndexOf(')');
        if (!stat.startsWith(") Z " + parent + " ", nameEnd)) {
            return Optional.empty();
        }
        String[] fields = stat.substring(nameEnd + 2).split(" ");
        long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
        return Optional.of(new Zombie(pid, Long.parseLong(fields[START_TIME])));
    }
}
