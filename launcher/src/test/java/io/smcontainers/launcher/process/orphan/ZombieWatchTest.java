package io.smcontainers.launcher.process.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.launcher.process.OwnChildren;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZombieWatchTest {
    private final List<Long> asked = new ArrayList<>();
    private boolean reapable = true;
    private int loaded;

    @TempDir
    private Path proc;

    private ZombieWatch watch;

    @BeforeEach
    void watch() throws IOException {
        watch = new ZombieWatch(1, new ProcessTable(proc), new OwnChildren(), () -> {
            loaded++;
            return this::reap;
        });
        Files.createDirectories(proc.resolve("sys"));
        process(2, 'S', 100);
    }

    @Test
    void withoutAZombieThereIsNothingToLoadNorToLookFor() throws Exception {
        assertThat(watch.look()).isFalse();
        assertThat(loaded).isZero();
    }

    @Test
    void aZombieIsReapedOnceItHasBeenThereForAllLooks() throws Exception {
        process(7, 'Z', 100);
        for (int look = 1; look < ZombieWatch.LOOKS; look++) {
            assertThat(watch.look()).isTrue();
        }
        assertThat(asked).isEmpty();

        assertThat(watch.look()).isFalse();

        assertThat(asked).containsExactly(7L);
        assertThat(loaded).isEqualTo(1);
    }

    @Test
    void aZombieThatTheJvmTakesInTimeIsLeftToIt() throws Exception {
        process(7, 'Z', 100);
        assertThat(watch.look()).isTrue();
        Files.delete(proc.resolve("7/stat"));

        assertThat(watch.look()).isFalse();
        assertThat(loaded).isZero();
    }

    @Test
    void anotherZombieOfTheSameNumberStartsFromTheFirstLook() throws Exception {
        process(7, 'Z', 100);
        for (int look = 1; look < ZombieWatch.LOOKS; look++) {
            watch.look();
        }
        process(7, 'Z', 200);

        assertThat(watch.look()).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void whatCannotBeReapedYetIsTriedAgainOnlyWhenSomethingEnds() throws Exception {
        reapable = false;
        process(7, 'Z', 100);
        while (watch.look()) {
            assertThat(asked).isEmpty();
        }

        assertThat(watch.look()).isFalse();

        assertThat(asked).containsExactly(7L, 7L);
    }

    @Test
    void aLoaderThatFailsSaysWhy() throws Exception {
        UnsatisfiedLinkError why = new UnsatisfiedLinkError("no library");
        ZombieWatch broken = new ZombieWatch(1, new ProcessTable(proc), new OwnChildren(), () -> {
            throw why;
        });
        process(7, 'Z', 100);
        for (int look = 1; look < ZombieWatch.LOOKS; look++) {
            broken.look();
        }
        assertThatThrownBy(broken::look).hasCause(why);
    }

    private boolean reap(long pid) {
        asked.add(pid);
        return reapable;
    }

    private void process(long pid, char state, long startTicks) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                pid + " (sh) " + state + " 1 1 1 0 -1 4 0 0 0 0 5 6 7 8 20 0 1 0 " + startTicks + " 0\n");
    }
}
