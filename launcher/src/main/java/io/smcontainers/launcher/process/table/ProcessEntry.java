package io.smcontainers.launcher.process.table;

import java.util.Optional;

/**
 * A process as {@code /proc/PID/stat} describes it (proc_pid_stat(5)).
 *
 * @param pid its id
 * @param parent the id of its parent; 1, or that of a subreaper, once its own parent has ended
 * @param session the id of its session, which is the id of the process that made the session
 * @param state {@code R}, {@code S}, {@code Z} and so on
 * @param startTicks when it started, in clock ticks since the machine started; with the id, it tells processes apart
 * @param name the first 15 bytes of its program's name
 */
public record ProcessEntry(long pid, long parent, long session, char state, long startTicks, String name) {
    /** Fields after the name, which is in parentheses and may itself hold blanks and parentheses. */
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START_TICKS = 19;

    /** Returns the process of a line; empty if it is no such line. */
    static Optional<ProcessEntry> parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 1).strip().split(" ", START_TICKS + 2);
        return fields.length <= START_TICKS
                ? Optional.empty()
                : Optional.of(new ProcessEntry(
                        Long.parseLong(stat.substring(0, open).strip()),
                        Long.parseLong(fields[PARENT]),
                        Long.parseLong(fields[SESSION]),
                        fields[STATE].charAt(0),
                        Long.parseLong(fields[START_TICKS]),
                        stat.substring(open + 1, close)));
    }

    /** Returns whether it has not ended: a zombie has, but nobody has asked for its exit code yet. */
    public boolean isAlive() {
        return state != 'Z' && state != 'X';
    }

    /** Returns whether it has ended and its parent has not waited for it. */
    public boolean isZombie() {
        return state == 'Z';
    }

    /** Returns {@code python3 (4711)}. */
    @Override
    public String toString() {
        return name + " (" + pid + ")";
    }
}
