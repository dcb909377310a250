package io.smcontainers.launcher.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputSyncTest {
    @TempDir
    private Path base;

    private SyncedFolder output;

    @BeforeEach
    void makeFolder() throws IOException {
        output = new SyncedFolder(base);
    }

    /** A user has few watches (fs.inotify.max_user_instances), and other tests are users, too. */
    @AfterEach
    void endWatch() {
        output.finish();
    }

    @Test
    void aFileIsUploadedWhileTheProgramRuns() throws Exception {
        output.start().write("metrics.json", "1");
        output.store().await("metrics.json", "1");
    }

    @Test
    void aFileThatWasThereFirstIsUploadedToo() throws Exception {
        output.write("early.txt", "1").start();
        output.store().await("early.txt", "1");
    }

    @Test
    void aFileThatIsRenamedIntoTheFolderIsUploaded() throws Exception {
        output.start().rename("model.pt", "weights");
        output.store().await("model.pt", "weights");
    }

    @Test
    void aFolderThatIsMovedInIsUploadedWithAllInIt() throws Exception {
        Path outside = Files.createDirectories(base.resolve("draft/deep/er"));
        Files.writeString(outside.resolve("a.txt"), "1");
        output.start();

        Files.move(base.resolve("draft"), output.path("epoch-1"));

        output.store().await("epoch-1/deep/er/a.txt", "1");
    }

    @Test
    void whatIsWrittenInAFolderThatWasRenamedIsUploadedUnderItsNewName() throws Exception {
        output.start().write("draft/a.txt", "1");
        output.store().await("draft/a.txt", "1");

        Files.move(output.path("draft"), output.path("final"), StandardCopyOption.ATOMIC_MOVE);
        output.store().await("final/a.txt", "1");
        output.write("final/b.txt", "2");

        output.store().await("final/b.txt", "2");
    }

    @Test
    void aFileThatChangesIsUploadedAgain() throws Exception {
        output.start().write("best.txt", "1");
        output.store().await("best.txt", "1");
        output.write("best.txt", "22");
        output.store().await("best.txt", "22");
        output.rename("best.txt", "333");
        output.store().await("best.txt", "333");
    }

    @Test
    void aFileThatChangesWhileItIsUploadedIsUploadedAgain() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        output.store().after(file -> {
            if (once.compareAndSet(false, true)) {
                output.write("a.txt", "new content");
            }
        });
        output.start().write("a.txt", "old");
        output.store().await("a.txt", "new content");
    }

    @Test
    void aFileThatIsCutWhileItIsUploadedIsUploadedAgainWithoutAWord() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        output.store().before(file -> {
            if (once.compareAndSet(false, true)) {
                output.write("a.txt", "short");
            }
        });
        output.start().write("a.txt", "something longer");
        output.store().await("a.txt", "short");
        output.finish();
        assertThat(output.job().log().warnings()).isEmpty();
    }

    @Test
    void aFileThatIsReplacedWhileItIsUploadedIsUploadedAsItWasThenAsItIs() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        output.store().before(file -> {
            if (once.compareAndSet(false, true)) {
                output.rename("a.txt", "22");
            }
        });
        output.start().write("a.txt", "1");
        output.store().await("a.txt", "22");
        assertThat(output.store().uploads()).containsExactly("a.txt", "a.txt");
    }

    @Test
    void aFileThatIsNotChangedIsUploadedOnce() throws Exception {
        output.start().write("a.txt", "1");
        output.store().await("a.txt", "1");
        output.finish();
        assertThat(output.store().uploads()).containsExactly("a.txt");
        assertThat(output.store().isClosed()).isTrue();
    }

    @Test
    void aFileThatNeverStandsStillIsUploadedAsItIs() throws Exception {
        output.start();
        AtomicBoolean seen = new AtomicBoolean();
        output.store().after(file -> seen.set(true));
        for (int i = 1; !seen.get(); i++) {
            output.write("train.log", "x".repeat(i));
        }
        output.finish();
        assertThat(output.store().content().get("train.log")).isEqualTo(Files.readString(output.path("train.log")));
    }

    @Test
    void theLastPassUploadsWhatNobodyToldOf() throws Exception {
        for (int i = 0; i < 50; i++) {
            output.write("folder-" + i % 7 + "/" + i + ".txt", "content " + i);
        }
        output.start();
        output.finish();
        assertThat(output.store().content())
                .hasSize(50)
                .containsEntry("folder-0/49.txt", "content 49")
                .containsEntry("folder-1/1.txt", "content 1");
        assertThat(output.job().log().infos())
                .last()
                .asString()
                .startsWith("intermediate output: 50 files (490 bytes)");
    }

    @Test
    void moreFilesThanMayWaitAreUploadedAll() throws Exception {
        SyncedFolder small = new SyncedFolder(
                base.resolve("small"), SyncedFolder.SHORT, new SyncLimits(100, 50), Duration.ofSeconds(60));
        ManyFiles files = new ManyFiles(1_000);
        small.start();
        files.write(small);
        small.finish();
        assertThat(small.store().content()).isEqualTo(files.expected);
        assertThat(small.job().log().warnings()).isEmpty();
    }

    @Test
    void foldersThatAreNotWatchedAreReadNowAndThen() throws Exception {
        SyncedFolder blind = new SyncedFolder(
                base.resolve("blind"), SyncedFolder.SHORT, new SyncLimits(2, 100), Duration.ofSeconds(60));
        blind.start().write("a/b/c/1.txt", "1");
        blind.store().await("a/b/c/1.txt", "1");
        blind.write("a/b/c/1.txt", "22");
        blind.store().await("a/b/c/1.txt", "22");
        assertThat(blind.job().log().warnings())
                .containsExactly("output/intermediate is read every 0 s to find what changed, because there are more"
                        + " than 2 folders");
    }

    @Test
    void aFolderThatIsMadeAnewIsWatchedAgain() throws Exception {
        output.start().write("a.txt", "1");
        output.store().await("a.txt", "1");
        Files.delete(output.path("a.txt"));
        Files.delete(output.path(""));
        output.write("b.txt", "2");
        output.store().await("b.txt", "2");
        output.write("c.txt", "3");
        output.store().await("c.txt", "3");
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Path secret = Files.writeString(base.resolve("secret.txt"), "secret");
        Path folder = Files.createDirectory(base.resolve("elsewhere"));
        Files.writeString(folder.resolve("other.txt"), "other");
        output.write("a.txt", "1").start();
        Files.createSymbolicLink(output.path("link.txt"), secret);
        Files.createSymbolicLink(output.path("linked"), folder);
        output.finish();
        assertThat(output.store().content()).containsOnlyKeys("a.txt");
        assertThat(output.job().log().infos())
                .anyMatch(line -> line.endsWith("is a link; links in output/intermediate are not uploaded"));
    }

    @Test
    void whatIsNoFileIsLeftAlone() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", output.path("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        output.write("a.txt", "1").start();
        output.finish();
        assertThat(output.store().content()).containsOnlyKeys("a.txt");
    }

    @Test
    void anEmptyFileIsUploaded() throws Exception {
        output.write("_SUCCESS", "").start();
        output.finish();
        assertThat(output.store().content()).containsEntry("_SUCCESS", "");
    }

    @Test
    void aFileThatIsDeletedStaysWhereItWasUploaded() throws Exception {
        output.start().write("a.txt", "1");
        output.store().await("a.txt", "1");
        Files.delete(output.path("a.txt"));
        output.finish();
        assertThat(output.store().content()).containsEntry("a.txt", "1");
        assertThat(output.job().log().warnings()).isEmpty();
    }

    @Test
    void anUploadThatFailsIsTriedAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        output.store().before(file -> {
            if (failures.incrementAndGet() <= 3) {
                throw new IOException("S3 answered 503");
            }
        });
        output.start().write("a.txt", "1");
        output.store().await("a.txt", "1");
        assertThat(output.job().log().warnings())
                .containsExactly("'a.txt' could not be uploaded yet: S3 answered 503; it is tried again");
    }

    @Test
    void anUploadThatAlwaysFailsIsAWarningWithNameAndReason() throws Exception {
        output.store().before(file -> {
            throw new IOException("S3 answered 500");
        });
        output.write("a.txt", "1").start();
        output.finish();
        assertThat(output.job().log().warnings())
                .containsExactly(
                        "'a.txt' could not be uploaded yet: S3 answered 500; it is tried again",
                        "'a.txt' is not uploaded: S3 answered 500");
        assertThat(output.job().log().infos())
                .last()
                .asString()
                .startsWith(
                        "intermediate output: 0 files (0 bytes) uploaded to folder:x, 1 failed; the last pass took");
    }

    @Test
    void aRefusalIsSaidOnceAndNotAskedForAgainWithEachFile() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        output.store().before(file -> {
            asked.incrementAndGet();
            throw new JobException(ErrorCode.PERMISSION_DENIED, "no s3:PutObject on " + file.relativePath());
        });
        for (int i = 0; i < 500; i++) {
            output.write(i + ".txt", "1");
        }
        output.start();
        output.finish();
        assertThat(output.job().log().warnings())
                .hasSize(2)
                .anyMatch(line -> line.contains("no s3:PutObject"))
                .anyMatch(line -> line.startsWith("500 files of the intermediate output not uploaded for the reasons"))
                .allMatch(line -> line.length() < 300);
        assertThat(asked.get()).isLessThan(50);
        assertThat(output.job().log().infos()).last().asString().contains(", 500 failed;");
    }

    @Test
    void aRefusalThatIsTakenBackIsForgotten() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        output.store().before(file -> {
            if (asked.incrementAndGet() <= 2) {
                throw new JobException(ErrorCode.PERMISSION_DENIED, "no s3:PutObject");
            }
        });
        output.start().write("a.txt", "1");
        output.store().await("a.txt", "1");
        assertThat(output.job().log().warnings()).hasSize(1);
    }

    @Test
    void aFileThatTheStoreCannotTakeIsNamed() throws Exception {
        String name = "n".repeat(100);
        output.write(name, "1").write("a.txt", "1").start();
        output.finish();
        assertThat(output.store().content()).containsOnlyKeys("a.txt");
        assertThat(output.job().log().warnings())
                .containsExactly("'" + name + "' is not uploaded: its name is too long");
    }

    @Test
    void aStoreThatBreaksCostsAWarning() throws Exception {
        output.store().before(file -> {
            throw new AssertionError("defect");
        });
        output.write("a.txt", "1").start();
        output.finish();
        assertThat(output.job().log().warnings()).anyMatch(line -> line.contains("met a defect"));
    }

    @Test
    void whatHangsIsGivenUpWhenNothingMoves() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        output.store().before(file -> await(never));
        output.write("a.txt", "1").start();
        output.finish();
        assertThat(output.job().log().warnings())
                .containsExactly("1 file of the intermediate output not uploaded, for nothing could be sent in the last"
                        + " 0 s: a.txt");
        never.countDown();
    }

    @Test
    void aStopLimitsTheLastPass() throws Exception {
        Duration noTime = StopDeadline.AFTER_GRACE.negated();
        SyncedFolder stopped = new SyncedFolder(base.resolve("stopped"), SyncTimes.USUAL, SyncLimits.USUAL, noTime);
        CountDownLatch never = new CountDownLatch(1);
        stopped.store().before(file -> await(never));
        stopped.write("a.txt", "1").start();
        stopped.signals().receive(UnixSignal.TERM);
        stopped.finish();
        assertThat(stopped.job().log().warnings())
                .allMatch(line -> line.contains("not uploaded, for the job is being stopped and has no more time"));
        never.countDown();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Files of which half are renamed into place, and some written twice. */
    private static final class ManyFiles {
        private final int count;
        private final Map<String, String> expected = new TreeMap<>();

        ManyFiles(int count) {
            this.count = count;
        }

        void write(SyncedFolder output) throws IOException {
            for (int i = 0; i < count; i++) {
                String name = i % 20 + "/" + i;
                if (i % 2 == 0) {
                    output.rename(name, "renamed " + i);
                } else {
                    output.write(name, "written " + i);
                }
                expected.put(name, (i % 2 == 0 ? "renamed " : "written ") + i);
                if (i % 10 == 9) {
                    String again = (i - 5) % 20 + "/" + (i - 5);
                    output.write(again, "written again " + i);
                    expected.put(again, "written again " + i);
                }
            }
        }
    }
}
