package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.process.table.ProcessEntry;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who belongs to the tree of process 100, in a {@code /proc} of the test's own. */
class ProcessTreeTest {
    private static final String MARK = "7-abc";

    @TempDir
    Path proc;

    private final List<String> sent = new ArrayList<>();
    private Runnable whileSending = () -> {};
    private ProcessTree tree;

    @BeforeEach
    void start() {
        process(1, 0, 1, "init");
        process(50, 1, 50, "train");
        process(60, 50, 50, "other-child-of-ours");
        process(100, 50, 100, "program");
        tree = new ProcessTree(100, MARK, new ProcessTable(proc), this::send);
    }

    @Test
    void childrenAndTheirChildrenBelong() {
        process(102, 101, 9, "grandchild");
        process(101, 100, 9, "child");

        assertThat(names()).containsExactly("program", "child", "grandchild");
    }

    @Test
    void whoIsInTheSessionBelongsThoughItsParentIsGone() {
        process(101, 1, 100, "orphan");
        process(102, 101, 9, "child-of-orphan");

        assertThat(names()).containsExactly("program", "orphan", "child-of-orphan");
    }

    @Test
    void aDaemonIsKnownByItsMark() {
        process(101, 1, 101, "daemon");
        environment(101, "PATH=/bin\0SAGEMAKER_CONTAINERS_PROCESS_TREE=7-abc\0HOME=/\0");
        process(102, 1, 102, "daemon-of-another-job");
        environment(102, "SAGEMAKER_CONTAINERS_PROCESS_TREE=7-abcd\0");
        process(103, 1, 103, "stranger");
        environment(103, "X=SAGEMAKER_CONTAINERS_PROCESS_TREE=7-abc\0");

        assertThat(names()).containsExactly("program", "daemon");
    }

    @Test
    void zombiesHaveEnded() {
        write(101, "101 (child) Z 100 100 100 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0\n");
        assertThat(names()).containsExactly("program");
    }

    @Test
    void whoIsOlderThanTheProgramWasNotStartedByIt() {
        write(101, "101 (older) S 1 100 100 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4 0\n");
        assertThat(names()).containsExactly("program");
    }

    @Test
    void whoHasTheProgramsIdLaterIsAStranger() {
        write(100, "100 (stranger) S 1 9 9 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 999 0\n");
        assertThat(names()).isEmpty();
    }

    @Test
    void whoIsStartedWhileOthersAreSignalledIsSignalledTooAndNobodyTwice() {
        process(101, 100, 100, "child");
        whileSending = () -> process(102, 101, 100, "late");

        List<ProcessEntry> reached = tree.signal(UnixSignal.USR1);

        assertThat(sent).containsExactly("SIGUSR1 [100, 101]", "SIGUSR1 [102]");
        assertThat(reached).extracting(ProcessEntry::name).containsExactly("program", "child", "late");
    }

    @Test
    void whatAHandlerOfTheSignalStartsIsLeftToDoItsWork() {
        process(101, 100, 100, "handles-int-only");
        file(100, "status", "Name:\tsh\nSigIgn:\t0000000000000000\nSigCgt:\t0000000000004000\n");
        file(101, "status", "Name:\tsh\nSigIgn:\t0000000000000000\nSigCgt:\t0000000000000002\n");
        whileSending = () -> {
            process(102, 100, 100, "save-work");
            process(103, 101, 100, "late");
        };

        tree.signal(UnixSignal.TERM);

        assertThat(sent).containsExactly("SIGTERM [100, 101]", "SIGTERM [103]");
    }

    @Test
    void nobodyIsSignalledWhereNobodyIs() throws IOException {
        Files.delete(proc.resolve("100/stat"));

        assertThat(tree.signal(UnixSignal.TERM)).isEmpty();

        assertThat(sent).isEmpty();
    }

    @Test
    void whoTakesNoNoticeOfASignalIsTerminated() {
        process(101, 100, 100, "background-job");
        file(101, "status", "Name:\tsleep\nSigIgn:\t0000000000000006\nSigCgt:\t0000000000000000\n");
        file(100, "status", "Name:\tsh\nSigIgn:\t0000000000000004\n");

        tree.terminateWhoIgnores(UnixSignal.INT);

        assertThat(sent).containsExactly("SIGTERM [101]");
    }

    private void send(UnixSignal signal, List<Long> pids) {
        sent.add(signal + " " + pids);
        whileSending.run();
    }

    private List<String> names() {
        return tree.members().stream().map(ProcessEntry::name).toList();
    }

    private void process(long pid, long parent, long session, String name) {
        write(
                pid,
                pid + " (" + name + ") S " + parent + " " + session + " " + session
                        + " 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0\n");
    }

    private void write(long pid, String stat) {
        file(pid, "stat", stat);
    }

    private void environment(long pid, String variables) {
        file(pid, "environ", variables);
    }

    private void file(long pid, String name, String text) {
        try {
            Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
