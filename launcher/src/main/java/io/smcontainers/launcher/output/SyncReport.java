package io.smcontainers.launcher.output;

import io.smcontainers.launcher.log.JobLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is uploaded, and tells the user what is not: once, not for each of ten thousand files. */
final class SyncReport {
    /** How many names a message lists, and how many messages there are of one kind. */
    private static final int FEW = 10;

    private final JobLog log;
    private final String destination;
    private final AtomicLong bytesRead = new AtomicLong();
    private final Set<String> told = new LinkedHashSet<>();
    private final List<String> notTold = new ArrayList<>();
    private long notToldCount;
    private long files;
    private long uploads;
    private long bytes;
    private long failures;
    private boolean isFailing;
    private boolean isRefused;

    SyncReport(JobLog log, String destination) {
        this.log = log;
        this.destination = destination;
    }

    /** Returns the count of all bytes that were read to be uploaded, which shows that something moves. */
    AtomicLong bytesRead() {
        return bytesRead;
    }

    /** Returns a number that changes when anything moves. */
    synchronized long moved() {
        return bytesRead.get() + uploads + failures;
    }

    synchronized void uploaded(boolean isNew, long size) {
        files += isNew ? 1 : 0;
        uploads++;
        bytes += size;
        isFailing = false;
        isRefused = false;
    }

    /** An upload failed that is tried again. After the first such, one has to work before there is another warning. */
    synchronized void failing(String name, String reason) {
        if (!isFailing) {
            few("failing", "'" + name + "' could not be uploaded yet: " + reason + "; it is tried again");
        }
        isFailing = true;
    }

    /** The destination takes no files at the moment. */
    synchronized void refused(String reason, Duration pause) {
        refusal(reason + "; the job goes on, and it is tried again every " + pause.toSeconds() + " s");
    }

    /** A file will never be uploaded. */
    synchronized void failed(String name, String reason) {
        if (failures++ < FEW) {
            log.warn("'" + name + "' is not uploaded: " + reason);
        } else {
            keep(name);
        }
    }

    /** A file will never be uploaded, because the destination takes none. */
    synchronized void givenUp(String name, String reason) {
        failures++;
        refusal(reason);
        keep(name);
    }

    /** The reason may name the file, and so be another one each time: one is enough, until something is taken again. */
    private void refusal(String text) {
        if (!isRefused) {
            few("refused", "intermediate output is not uploaded: " + text);
        }
        isRefused = true;
    }

    private void keep(String name) {
        if (notTold.size() < FEW) {
            notTold.add(name);
        }
        notToldCount++;
    }

    /** Links are not followed. */
    void link(String name) {
        once("link", "'" + name + "' is a link; links in output/intermediate are not uploaded");
    }

    void unreadable(String name, Exception why) {
        few("unreadable", "'" + name + "' cannot be read, so it is not uploaded: " + why);
    }

    /** Not all folders are watched. */
    void blind(String why, Duration rescan) {
        log.warn("output/intermediate is read every " + rescan.toSeconds() + " s to find what changed, because " + why);
    }

    private synchronized void once(String kind, String text) {
        if (told.add(kind)) {
            log.info(text);
        }
    }

    private synchronized void few(String kind, String text) {
        for (int i = 0; i < FEW; i++) {
            if (told.add(kind + i)) {
                log.warn(text + (i == FEW - 1 ? "; further such warnings are left out" : ""));
                return;
            }
        }
    }

    /** Something broke that should not have: a defect of ours or of a plugin. */
    void broken(Throwable error) {
        few("broken", "uploading intermediate output met a defect: " + error);
    }

    /** Says how the last pass gets on. */
    synchronized void progress(int waiting) {
        log.info("still uploading intermediate output: " + count(files, "file") + " (" + size(bytes) + ") done, "
                + waiting + " found that are not");
    }

    /**
     * Says what became of all, if there was anything.
     *
     * @param unsent names of files for which there was no time
     * @param why there was no time
     * @param lastPass how long the user waited for the uploads
     */
    synchronized void end(List<String> unsent, String why, Duration lastPass) {
        if (!unsent.isEmpty()) {
            log.warn(count(unsent.size(), "file") + " of the intermediate output not uploaded, " + why + ": "
                    + listed(unsent.subList(0, Math.min(FEW, unsent.size())), unsent.size()));
        }
        if (notToldCount > 0) {
            log.warn(count(notToldCount, "file") + " of the intermediate output not uploaded for the reasons above: "
                    + listed(notTold, notToldCount));
        }
        long notSent = failures + unsent.size();
        if (uploads > 0 || notSent > 0) {
            log.info("intermediate output: " + count(files, "file") + " (" + size(bytes) + ") uploaded to "
                    + destination + (uploads > files ? " in " + uploads + " uploads" : "") + ", " + notSent
                    + " failed; the last pass took "
                    + String.format(Locale.ROOT, "%.1f", lastPass.toMillis() / 1000.0) + " s");
        }
    }

    private static String listed(List<String> names, long total) {
        return String.join(", ", names) + (total > names.size() ? " and " + (total - names.size()) + " more" : "");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String size(long bytes) {
        if (bytes < 10_000) {
            return bytes + " bytes";
        }
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
