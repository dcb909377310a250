package io.smcontainers.launcher.process;

import io.smcontainers.launcher.process.table.ProcessEntry;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A program and all that it started, also what left its parent, its process group and its session to run on as a daemon.
 * Three things tell that a process belongs to it: it is in the session of the program; its parent belongs to it; or it has
 * the tree's mark in its environment. A daemon keeps the mark, and a program that cleared its environment has a parent.
 */
final class ProcessTree {
    /** The variable with the mark. */
    static final String MARK_VARIABLE = "SAGEMAKER_CONTAINERS_PROCESS_TREE";

    /**
     * Linux tells only parents that a process has ended, and what a program left running is not our child. While it is
     * ending, we look this often.
     */
    static final Duration LOOK = Duration.ofMillis(20);

    private static final int MAX_NAMED = 10;

    /** How often we look again for processes that were started while we were signalling the others. */
    private static final int MAX_ROUNDS = 20;

    private final long root;
    private final long rootStartTicks;
    private final String mark;
    private final ProcessTable table;
    private final SignalSender sender;

    /**
     * Describes a tree.
     *
     * @param root the program, which has just been started
     * @param mark value of {@link #MARK_VARIABLE} in the program's environment
     * @param table where processes are looked up
     * @param sender sends signals
     */
    ProcessTree(long root, String mark, ProcessTable table, SignalSender sender) {
        this.root = root;
        this.rootStartTicks = table.find(root).map(ProcessEntry::startTicks).orElse(-1L);
        this.mark = MARK_VARIABLE + "=" + mark;
        this.table = table;
        this.sender = sender;
    }

    /** Returns the members that are alive, parents before their children where that can be seen. */
    List<ProcessEntry> members() {
        // Whatever is older than the program, which is most of a machine, cannot have been started by it.
        List<ProcessEntry> candidates = new ArrayList<>(table.read());
        candidates.removeIf(entry -> !entry.isAlive() || entry.startTicks() < rootStartTicks);
        Map<Long, List<ProcessEntry>> byParent = new HashMap<>();
        candidates.forEach(entry -> byParent.computeIfAbsent(entry.parent(), id -> new ArrayList<>())
                .add(entry));
        Set<Long> known = new HashSet<>();
        List<ProcessEntry> members = new ArrayList<>();
        for (ProcessEntry entry : candidates) {
            if (isRoot(entry)) {
                add(entry, known, members);
            }
        }
        addDescendants(byParent, known, members);
        for (ProcessEntry entry : candidates) {
            if (!known.contains(entry.pid()) && (entry.session() == root || table.hasVariable(entry, mark))) {
                add(entry, known, members);
            }
        }
        addDescendants(byParent, known, members);
        return members;
    }

    /** Its id may be another's by now. */
    private boolean isRoot(ProcessEntry entry) {
        return entry.pid() == root && entry.startTicks() == rootStartTicks;
    }

    private static void add(ProcessEntry entry, Set<Long> known, List<ProcessEntry> members) {
        if (known.add(entry.pid())) {
            members.add(entry);
        }
    }

    private static void addDescendants(
            Map<Long, List<ProcessEntry>> byParent, Set<Long> known, List<ProcessEntry> members) {
        for (int i = 0; i < members.size(); i++) {
            byParent.getOrDefault(members.get(i).pid(), List.of()).forEach(child -> add(child, known, members));
        }
    }

    /**
     * Waits until no member is alive.
     *
     * @return whether that came true in time
     */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!members().isEmpty()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    /** Returns processes for people: {@code python3 (4711), sleep (4712)}. */
    static String named(List<ProcessEntry> processes) {
        String names =
                processes.stream().limit(MAX_NAMED).map(ProcessEntry::toString).collect(Collectors.joining(", "));
        return processes.size() > MAX_NAMED ? names + " and " + (processes.size() - MAX_NAMED) + " more" : names;
    }

    /**
     * Sends a signal to every member, also to those that are started meanwhile, but to none twice. Only what a handler of the
     * signal starts, such as a shell's trap that saves the work, does not get it.
     *
     * @return who got it
     */
    List<ProcessEntry> signal(UnixSignal signal) {
        return signal(signal, member -> true);
    }

    /** Sends a signal to every member but those whose program has one of these names, and returns who got it. */
    List<ProcessEntry> signalAllBut(Set<String> names, UnixSignal signal) {
        return signal(signal, member -> !names.contains(member.name()));
    }

    /** Sends SIGTERM to the members that take no notice of a signal, and returns who got it. */
    List<ProcessEntry> terminateWhoIgnores(UnixSignal signal) {
        return signal(UnixSignal.TERM, member -> table.ignores(member, signal));
    }

    private List<ProcessEntry> signal(UnixSignal signal, Predicate<ProcessEntry> who) {
        Set<Identity> known = new HashSet<>();
        List<ProcessEntry> reached = new ArrayList<>();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<ProcessEntry> members = members();
            Set<Long> handling = handling(members, known, signal);
            List<ProcessEntry> next = members.stream()
                    .filter(member -> !known.contains(Identity.of(member)) && !handling.contains(member.parent()))
                    .filter(who)
                    .toList();
            if (next.isEmpty()) {
                break;
            }
            sender.send(signal, next.stream().map(ProcessEntry::pid).toList());
            next.forEach(member -> known.add(Identity.of(member)));
            reached.addAll(next);
        }
        return reached;
    }

    /** Returns the ids of those that got the signal and have a handler for it. */
    private Set<Long> handling(List<ProcessEntry> members, Set<Identity> known, UnixSignal signal) {
        return members.stream()
                .filter(member -> known.contains(Identity.of(member)) && table.handles(member, signal))
                .map(ProcessEntry::pid)
                .collect(Collectors.toSet());
    }

    /** Process ids are used again; with the time of the start they are unique. */
    private record Identity(long pid, long startTicks) {
        static Identity of(ProcessEntry entry) {
            return new Identity(entry.pid(), entry.startTicks());
        }
    }
}
