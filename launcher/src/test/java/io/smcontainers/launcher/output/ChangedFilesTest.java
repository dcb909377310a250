package io.smcontainers.launcher.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedFilesTest {
    private static final Path FOLDER = Path.of("/out");
    private static final Path FILE = FOLDER.resolve("a/b.txt");
    private static final SyncTimes TIMES = SyncTimes.USUAL;

    private final ChangedFiles changes = new ChangedFiles(FOLDER, TIMES, 2);

    @Test
    void aFileIsDueWhenItHasStoodStill() {
        changes.note(FILE, version(1), seconds(0));
        changes.note(FILE, version(2), seconds(1));

        assertThat(changes.takeDue(seconds(2))).isEmpty();
        assertThat(changes.takeDue(seconds(3))).containsExactly(new Candidate(FILE, "a/b.txt", version(2), false, 0));
        assertThat(changes.takeDue(seconds(3))).isEmpty();
    }

    @Test
    void aLookThatFindsNothingNewDoesNotProlongTheWait() {
        changes.note(FILE, version(1), seconds(0));
        changes.note(FILE, version(1), seconds(1.9));
        assertThat(changes.takeDue(seconds(2))).hasSize(1);
    }

    @Test
    void aFileThatNeverStandsStillIsDueAfterAMinute() {
        for (int i = 0; i < 60; i++) {
            changes.note(FILE, version(i), seconds(i));
            assertThat(changes.takeDue(seconds(i))).isEmpty();
        }
        changes.note(FILE, version(60), seconds(60));
        assertThat(changes.takeDue(seconds(60))).singleElement().satisfies(candidate -> assertThat(candidate.changing())
                .isTrue());
    }

    @Test
    void aLargeFileThatNeverStandsStillIsWaitedFor() {
        for (int i = 0; i <= 600; i++) {
            changes.note(FILE, new FileVersion(ChangedFiles.LARGEST_CHANGING_BYTES + 1, i, "key"), seconds(i));
            assertThat(changes.takeDue(seconds(i))).isEmpty();
        }
    }

    @Test
    void aVersionThatWasUploadedIsNotDueAgain() {
        upload(version(1), Duration.ZERO, 0);

        changes.note(FILE, version(1), seconds(10));
        assertThat(changes.isIdle()).isTrue();
        assertThat(changes.startUnlessSent(FILE, version(1))).isFalse();

        changes.note(FILE, version(2), seconds(10));
        assertThat(changes.takeDue(seconds(12))).hasSize(1);
    }

    @Test
    void aFileThatTookLongRestsForFiveTimesAsLong() {
        upload(version(1), Duration.ofSeconds(10), 0);

        changes.note(FILE, version(2), seconds(20));

        assertThat(changes.takeDue(seconds(49))).isEmpty();
        assertThat(changes.takeDue(seconds(53))).hasSize(1);
    }

    @Test
    void aFileIsNotTakenWhileItIsUploaded() {
        changes.note(FILE, version(1), seconds(0));
        changes.takeDue(seconds(2));
        changes.note(FILE, version(2), seconds(3));
        assertThat(changes.takeDue(seconds(10))).isEmpty();
        assertThat(changes.startUnlessSent(FILE, version(2))).isFalse();
        assertThat(changes.unsent()).containsExactly("a/b.txt");
    }

    @Test
    void aFileThatWasPutBackWaitsForItsTime() {
        Candidate failed = new Candidate(FILE, "a/b.txt", version(1), false, 3);
        changes.putBack(failed, seconds(0), seconds(30));
        assertThat(changes.takeDue(seconds(29))).isEmpty();
        assertThat(changes.takeDue(seconds(30)))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.failedAttempts()).isEqualTo(3));
    }

    /** Whoever has nothing to do sleeps until something is told, and what was told during the upload nobody heard. */
    @Test
    void thereIsSomethingToDoUntilAFileThatWasUploadedHasBeenLookedAt() {
        changes.note(FILE, version(1), seconds(0));
        changes.takeAll();
        changes.note(FILE, version(2), seconds(1));
        changes.sent(new Candidate(FILE, "a/b.txt", version(1), false, 0), Duration.ZERO, seconds(1));
        assertThat(changes.isIdle()).isFalse();

        changes.note(FILE, version(2), seconds(1));
        changes.lookedAt();
        assertThat(changes.takeDue(seconds(3))).hasSize(1);
        assertThat(changes.isIdle()).isFalse();
    }

    @Test
    void thereIsSomethingToDoUntilAFileThatWasGoneHasBeenLookedAt() {
        changes.note(FILE, version(1), seconds(0));
        changes.takeAll();
        changes.gone(FILE);
        assertThat(changes.isIdle()).isFalse();
        changes.lookedAt();
        assertThat(changes.isIdle()).isTrue();
    }

    @Test
    void theLastPassTakesAllAtOnce() {
        changes.note(FILE, version(1), seconds(0));
        changes.putBack(new Candidate(FOLDER.resolve("c"), "c", version(1), false, 1), seconds(0), seconds(99));
        assertThat(changes.takeAll()).extracting(Candidate::relativePath).containsExactly("a/b.txt", "c");
        assertThat(changes.unsent()).containsExactlyInAnyOrder("a/b.txt", "c");
        changes.forget(FILE);
        changes.forget(FOLDER.resolve("c"));
        assertThat(changes.isIdle()).isTrue();
    }

    /** The last pass reads all folders while it uploads what it knew of. */
    @Test
    void aFileThatWasGivenUpIsNotTriedAgainUnlessItChanges() {
        Candidate failed = new Candidate(FILE, "a/b.txt", version(1), true, 4);
        changes.startUnlessSent(FILE, version(1));
        changes.giveUp(failed);
        assertThat(changes.isIdle()).isTrue();
        assertThat(changes.startUnlessSent(FILE, version(1))).isFalse();
        assertThat(changes.startUnlessSent(FILE, version(2))).isTrue();
    }

    @Test
    void itSaysWhenItIsFull() {
        changes.note(FILE, version(1), seconds(0));
        assertThat(changes.isFull()).isFalse();
        changes.startUnlessSent(FOLDER.resolve("c"), version(1));
        assertThat(changes.isFull()).isTrue();
    }

    @Test
    void pausesGrowUpToAMinute() {
        assertThat(List.of(1, 2, 3, 6, 100))
                .extracting(TIMES::retryAfter)
                .extracting(Duration::toSeconds)
                .containsExactly(2L, 4L, 8L, 60L, 60L);
    }

    private void upload(FileVersion version, Duration took, double at) {
        changes.note(FILE, version, seconds(at));
        changes.takeAll();
        changes.sent(new Candidate(FILE, "a/b.txt", version, false, 0), took, seconds(at));
        changes.lookedAt();
    }

    private static FileVersion version(long size) {
        return new FileVersion(size, 1_000, "key");
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }
}
