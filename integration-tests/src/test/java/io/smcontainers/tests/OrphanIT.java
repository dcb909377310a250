package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code train} as PID 1: processes that lose their parent become its children. */
@Timeout(120)
@Isolated
class OrphanIT {
    /** Makes orphans that end soon, but not all at once. */
    private static final String ORPHANS = """
            import os, random, sys, time
            def orphan(seconds):
                child = os.fork()
                if child == 0:
                    if os.fork() == 0:
                        time.sleep(seconds)
                    os._exit(0)
                os.waitpid(child, 0)
            def orphans(count):
                for _ in range(count):
                    orphan(random.uniform(0, 2))
            """;

    /** Looks at all processes until none but PID 1 and its own is left. */
    private static final String OBSERVER = """
            def zombies():
                for pid in [name for name in os.listdir("/proc") if name.isdigit()]:
                    try:
                        stat = open("/proc/" + pid + "/stat", "rb").read()
                    except OSError:
                        continue
                    fields = stat[stat.rindex(b")") + 2:].split()
                    if fields[0] == b"Z" and fields[1] == b"1":
                        yield pid, fields[19]
            def others():
                return [name for name in os.listdir("/proc") if name.isdigit() and int(name) not in (1, os.getpid())]
            def observe():
                seen, count, oldest, start = {}, set(), 0, time.monotonic()
                while others() and time.monotonic() - start < 20:
                    now = time.monotonic()
                    seen = {zombie: seen.get(zombie, now) for zombie in zombies()}
                    count.update(seen)
                    oldest = max([oldest] + [now - first for first in seen.values()])
                    time.sleep(0.01)
                return len(count), oldest
            """;

    @TempDir
    private Path base;

    @Test
    void noZombieLivesForASecondAndTheExitCodesAreRight() {
        JobFolder job = JobFolder.in(base)
                .program("train.py")
                .source("orphans.py", ORPHANS)
                .source("helper.py", "import sys, orphans\norphans.orphans(10)\nsys.exit(3)\n")
                .source("train.py", "from orphans import *\nimport subprocess\n" + OBSERVER + """
                        assert os.getppid() == 1
                        orphans(40)
                        helper = subprocess.run([sys.executable, "helper.py"]).returncode
                        count, oldest = observe()
                        print(helper, count, others(), oldest < 1, flush=True)
                        print(oldest, file=sys.stderr)
                        sys.exit(7)
                        """);

        Train.Result result = Train.built().on(job).asPid1().run();

        assertThat(result.stdout()).as(result.stderr()).isEqualTo("3 50 [] True\n");
        assertThat(result.stderr()).doesNotContain("WARN");
        assertThat(result.exitCode()).isEqualTo(7);
    }

    @Test
    void withoutAnOrphanNothingOfJnaIsLoaded() throws Exception {
        JobFolder job = JobFolder.in(base).program("train.sh").source("train.sh", "#!/bin/sh\nsleep 1\necho $PPID\n");
        Path classes = base.resolve("classes.log");

        Train.Result result = Train.built()
                .on(job)
                .asPid1()
                .with("SAGEMAKER_TRAIN_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + classes)
                .run();

        assertThat(result.stdout()).isEqualTo("1\n");
        assertThat(classes).content().contains("OrphanReaper").doesNotContain("com.sun.jna");
    }

    @Test
    void whoIsNotPid1DoesNotEvenLoadTheReapersThread() throws Exception {
        JobFolder job = JobFolder.in(base).program("train.sh").source("train.sh", "#!/bin/sh\n");
        Path classes = base.resolve("classes.log");

        Train.built()
                .on(job)
                .with("SAGEMAKER_TRAIN_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + classes)
                .run();

        assertThat(classes).content().contains("OrphanReaper").doesNotContain("ZombieWatch", "com.sun.jna");
    }

    @Test
    void withoutItsNativeLibraryTheJobGoesOnAfterOneWarning() throws Exception {
        JobFolder job = JobFolder.in(base)
                .program("train.py")
                .source("orphans.py", ORPHANS)
                .source("train.py", "from orphans import *\norphans(5)\nsys.stdin.read()\nsys.exit(7)\n");

        Process train = Train.built()
                .on(job)
                .asPid1()
                .with("SAGEMAKER_TRAIN_JAVA_OPTIONS", "-Djna.boot.library.path=" + base)
                .start();
        try (BufferedReader lines = train.errorReader()) {
            String line = lines.readLine();
            while (!line.contains("WARN")) {
                line = lines.readLine();
            }
            assertThat(line).contains("processes that lose their parent stay in the process table", "jnidispatch");
            // The program waits for this.
            train.getOutputStream().close();
            assertThat(lines.lines()).noneMatch(later -> later.contains("WARN"));
            assertThat(train.waitFor()).isEqualTo(7);
        } finally {
            train.destroyForcibly();
        }
    }
}
