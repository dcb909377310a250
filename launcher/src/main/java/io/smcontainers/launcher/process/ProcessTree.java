package io.smcontainers.launcher.process;

import java.util.List;
import java.util.stream.Stream;

/** A process and all that it started, and they. */
final class ProcessTree {
    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Sends SIGTERM to every process of the tree. */
    void terminate() {
        members().forEach(ProcessHandle::destroy);
    }

    /** Sends SIGKILL to every process of the tree. */
    void kill() {
        members().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> members() {
        return Stream.concat(Stream.of(root), root.descendants())
                .filter(ProcessHandle::isAlive)
                .toList();
    }
}
