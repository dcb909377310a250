package io.smcontainers.launcher.output;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Uploads files, a few at a time, in threads of its own. While the program runs, what fails goes back to the files that wait;
 * in the last pass it is tried again at once, but not for ever.
 */
final class Uploads {
    /** Small files are all waiting for answers: some tens of milliseconds each. */
    static final int THREADS = 8;

    private static final int LAST_ATTEMPTS = 4;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final ChangedFiles changes;
    private final FileUpload upload;
    private final SyncReport report;
    private final SyncTimes times;
    private final ThreadPoolExecutor threads;
    private volatile boolean isLastPass;
    private volatile boolean isStopped;
    private volatile @Nullable Refusal refusal;

    Uploads(ChangedFiles changes, FileUpload upload, SyncReport report, SyncTimes times) {
        this.changes = changes;
        this.upload = upload;
        this.report = report;
        this.times = times;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_THREAD.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "output-upload-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Uploads files when it is their turn. */
    void submit(List<Candidate> candidates) {
        candidates.forEach(this::submit);
    }

    /** Uploads a file when it is its turn. */
    void submit(Candidate candidate) {
        try {
            threads.execute(() -> upload(candidate));
        } catch (RejectedExecutionException e) {
            // Stopped.
        }
    }

    /** From now on nothing is put off, and what is refused once more is given up. */
    void beginLastPass() {
        refusal = null;
        isLastPass = true;
    }

    /** Waits for the end of all there are; there will be no more. */
    void awaitEnd() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    /** Returns whether nothing more is begun. */
    boolean isStopped() {
        return isStopped;
    }

    /** Begins nothing more, and asks what is under way to give up. */
    void stop() {
        isStopped = true;
        threads.shutdownNow();
    }

    private void upload(Candidate candidate) {
        try {
            if (isLastPass) {
                uploadNow(candidate);
            } else {
                uploadInPassing(candidate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            // An error of memory, above all: the job is worth more than this file.
            report.broken(e);
            changes.forget(candidate.file());
        }
    }

    private void uploadInPassing(Candidate candidate) throws IOException {
        Refusal last = refusal;
        if (last != null && System.nanoTime() - last.until < 0) {
            changes.putBack(candidate, System.nanoTime(), last.until);
            return;
        }
        long start = System.nanoTime();
        Attempt attempt = upload.attempt(candidate);
        long now = System.nanoTime();
        if (attempt instanceof Attempt.Failed failed) {
            if (!isStopped) {
                report.failing(candidate.relativePath(), failed.reason());
            }
            Candidate next = candidate.afterFailure();
            changes.putBack(
                    next, now, now + times.retryAfter(next.failedAttempts()).toNanos());
        } else if (attempt instanceof Attempt.Refused refused) {
            Refusal again = new Refusal(refused.reason(), now + times.refused().toNanos());
            refusal = again;
            report.refused(refused.reason(), times.refused());
            changes.putBack(candidate, now, again.until);
        } else if (attempt instanceof Attempt.Changed changed) {
            changes.putBack(candidate.withVersion(changed.version()), now, now);
        } else {
            settle(candidate, attempt, Duration.ofNanos(now - start));
        }
    }

    /** Takes notice of what will not be tried again, unless the file has changed meanwhile. */
    private void settle(Candidate candidate, Attempt attempt, Duration took) throws IOException {
        if (attempt instanceof Attempt.Sent sent) {
            Candidate done = candidate.withVersion(sent.version());
            report.uploaded(
                    changes.sent(done, took, System.nanoTime()), sent.version().sizeBytes());
        } else if (attempt instanceof Attempt.Unsupported unsupported) {
            report.failed(candidate.relativePath(), unsupported.reason());
            changes.sent(candidate.withVersion(unsupported.version()), took, System.nanoTime());
        } else {
            changes.gone(candidate.file());
        }
        lookAgain(candidate.file());
    }

    private void lookAgain(Path file) throws IOException {
        try {
            FileVersion.of(file).ifPresent(now -> changes.note(file, now, System.nanoTime()));
        } finally {
            changes.lookedAt();
        }
    }

    private void uploadNow(Candidate first) throws IOException, InterruptedException {
        Candidate candidate = first;
        for (int attempts = 1; !isStopped; attempts++) {
            Refusal last = refusal;
            Attempt attempt = last != null ? new Attempt.Refused(last.reason) : upload.attempt(candidate);
            if (isStopped) {
                return;
            }
            if (attempt instanceof Attempt.Refused refused) {
                refusal = new Refusal(refused.reason(), 0);
                report.givenUp(candidate.relativePath(), refused.reason());
                changes.giveUp(candidate);
                return;
            }
            if (attempt instanceof Attempt.Changed changed && attempts < LAST_ATTEMPTS) {
                candidate = candidate.withVersion(changed.version());
            } else if (attempt instanceof Attempt.Failed failed && attempts < LAST_ATTEMPTS) {
                report.failing(candidate.relativePath(), failed.reason());
                Thread.sleep(times.retryAfter(attempts).toMillis());
            } else {
                settleForGood(candidate, attempt);
                return;
            }
        }
    }

    private void settleForGood(Candidate candidate, Attempt attempt) throws IOException {
        if (attempt instanceof Attempt.Failed failed) {
            giveUp(candidate, failed.reason());
        } else if (attempt instanceof Attempt.Changed) {
            giveUp(candidate, "it changes while it is read");
        } else {
            settle(candidate, attempt, Duration.ZERO);
        }
    }

    private void giveUp(Candidate candidate, String why) {
        report.failed(candidate.relativePath(), why);
        changes.giveUp(candidate);
    }

    /**
     * That the destination takes no files.
     *
     * @param reason why
     * @param until when it is not asked again, as of {@link System#nanoTime}
     */
    private record Refusal(String reason, long until) {}
}
