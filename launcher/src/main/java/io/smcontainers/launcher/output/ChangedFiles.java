package io.smcontainers.launcher.output;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files have to be uploaded: those that changed, until they have stood still for a while; those that are being uploaded;
 * those that have been. Holds a limited number; who finds more has to come back. Times are those of {@link System#nanoTime}.
 */
final class ChangedFiles {
    /** Of a file that changes all the time, such as a log, only this much is worth being uploaded again and again. */
    static final long LARGEST_CHANGING_BYTES = 64L << 20;

    /** A file that took a second to upload, and changes again, rests for this many seconds: it shall not take all the network. */
    private static final int REST = 5;

    private static final int MAX_RESTING = 1_000;

    private final Path folder;
    private final SyncTimes times;
    private final int limit;
    private final SentVersions sent = new SentVersions();
    private final Map<Path, Settling> settling = new LinkedHashMap<>();
    private final Set<Path> underWay = new HashSet<>();

    /** How many files have been uploaded, or were gone, and may have changed meanwhile. */
    private int toBeLookedAt;

    private final Map<Path, Long> restsUntil = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Long> eldest) {
            return size() > MAX_RESTING;
        }
    };

    /**
     * Creates it without any files.
     *
     * @param folder above all files
     * @param times how long a file must stand still
     * @param limit how many files are held
     */
    ChangedFiles(Path folder, SyncTimes times, int limit) {
        this.folder = folder;
        this.times = times;
        this.limit = limit;
    }

    /** Returns the name under which a file is uploaded. */
    String relativePath(Path file) {
        return folder.relativize(file).toString();
    }

    /** Takes notice of a file as it is now; it may not have changed at all. */
    synchronized void note(Path file, FileVersion version, long now) {
        if (underWay.contains(file)) {
            // Looked at again when it has been uploaded.
            return;
        }
        Settling known = settling.get(file);
        if (known != null) {
            known.see(version, now);
        } else if (!sent.contains(relativePath(file), version)) {
            settling.put(file, new Settling(version, now, restsUntil.getOrDefault(file, now), 0));
        }
    }

    /** Forgets a file that is not being uploaded any more, as if nobody had told of it. */
    synchronized void forget(Path file) {
        settling.remove(file);
        underWay.remove(file);
        notifyAll();
    }

    /** Gives up a file in the version there is: whoever finds it again shall not try again. */
    synchronized void giveUp(Candidate candidate) {
        sent.put(candidate.relativePath(), candidate.version());
        forget(candidate.file());
    }

    /** Forgets a file that was not there when it was to be uploaded; as after {@link #sent}, the caller has to look once more. */
    synchronized void gone(Path file) {
        toBeLookedAt++;
        forget(file);
    }

    /** Takes out the files that have stood still, or may not be waited for any longer; they are under way from now on. */
    synchronized List<Candidate> takeDue(long now) {
        List<Candidate> due = new ArrayList<>();
        Iterator<Map.Entry<Path, Settling>> all = settling.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Path, Settling> entry = all.next();
            Settling file = entry.getValue();
            boolean isStill = now - file.changedAt >= times.settle().toNanos();
            boolean isLate = now - file.since >= times.longestWait().toNanos()
                    && file.version.sizeBytes() <= LARGEST_CHANGING_BYTES;
            if ((isStill || isLate) && now - file.notBefore >= 0) {
                all.remove();
                due.add(start(entry.getKey(), file, !isStill));
            }
        }
        return due;
    }

    /** Takes out all files, however short they have stood still. */
    synchronized List<Candidate> takeAll() {
        List<Candidate> all = new ArrayList<>();
        settling.forEach((file, state) -> all.add(start(file, state, true)));
        settling.clear();
        return all;
    }

    private Candidate start(Path file, Settling state, boolean changing) {
        underWay.add(file);
        return new Candidate(file, relativePath(file), state.version, changing, state.failedAttempts);
    }

    /**
     * Returns whether a file has to be uploaded in this version, is not being, and was not given up; if so it is under way from now
     * on.
     */
    synchronized boolean startUnlessSent(Path file, FileVersion version) {
        return !sent.contains(relativePath(file), version) && underWay.add(file);
    }

    /**
     * Takes notice that a version has been uploaded. What was told of the file meanwhile was not heard, so that the caller has to
     * look at it once more, and then call {@link #lookedAt}: until then there is something to do.
     *
     * @param took how long that took
     * @return whether no version of it had been
     */
    synchronized boolean sent(Candidate candidate, Duration took, long now) {
        underWay.remove(candidate.file());
        toBeLookedAt++;
        if (took.compareTo(times.settle()) > 0) {
            restsUntil.put(candidate.file(), now + took.multipliedBy(REST).toNanos());
        }
        notifyAll();
        return sent.put(candidate.relativePath(), candidate.version());
    }

    /** Takes notice that a file has been looked at after it was {@link #sent} or {@link #gone}. */
    synchronized void lookedAt() {
        toBeLookedAt--;
        notifyAll();
    }

    /** Takes a file back that was not uploaded; it is not due before that time. */
    synchronized void putBack(Candidate candidate, long now, long notBefore) {
        underWay.remove(candidate.file());
        settling.put(candidate.file(), new Settling(candidate.version(), now, notBefore, candidate.failedAttempts()));
        notifyAll();
    }

    /** Returns whether it holds as many files as it may. */
    synchronized boolean isFull() {
        return settling.size() + underWay.size() >= limit;
    }

    /** Returns whether there is nothing to be uploaded, and nothing of which that is not known yet. */
    synchronized boolean isIdle() {
        return settling.isEmpty() && underWay.isEmpty() && toBeLookedAt == 0;
    }

    /** Waits until a file less is under way, or until that time is over. */
    synchronized void awaitChange(Duration atMost) throws InterruptedException {
        if (!isIdle()) {
            wait(Math.max(1, atMost.toMillis()));
        }
    }

    /** Returns the names of all that has not been uploaded, as far as it is known. */
    synchronized List<String> unsent() {
        List<String> names = new ArrayList<>();
        settling.keySet().forEach(file -> names.add(relativePath(file)));
        underWay.forEach(file -> names.add(relativePath(file)));
        return names;
    }

    /** A file that changed. */
    private static final class Settling {
        private final long since;
        private final long notBefore;
        private final int failedAttempts;
        private FileVersion version;
        private long changedAt;

        Settling(FileVersion version, long now, long notBefore, int failedAttempts) {
            this.version = version;
            this.since = now;
            this.changedAt = now;
            this.notBefore = notBefore;
            this.failedAttempts = failedAttempts;
        }

        void see(FileVersion seen, long now) {
            if (!seen.equals(version)) {
                version = seen;
                changedAt = now;
            }
        }
    }
}
