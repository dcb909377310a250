package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.Amounts;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.CodeRequest;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gets the user's code into the code folder, all of it or nothing. */
public final class CodeFetcher {
    private static final int MAX_LISTED = 20;

    private final List<CodeStore> stores;
    private final JobLog log;

    /**
     * Creates a fetcher.
     *
     * @param stores where code may come from; the first that knows a place fetches from it
     * @param log is told what came from where, or why nothing did
     */
    public CodeFetcher(List<CodeStore> stores, JobLog log) {
        this.stores = List.copyOf(stores);
        this.log = log;
    }

    /**
     * Fetches what {@code sagemaker_submit_directory} names. Without one, or if it names the code folder itself, or if the code
     * folder is not empty and the job does not say that this does not matter, there is nothing to do. The code folder exists
     * afterwards in any case.
     *
     * @param job its code folder may be empty, unlike that of a job that plugins see
     * @throws JobException if the code cannot be fetched; the code folder is then as it was
     */
    public void fetch(TrainingJob job) {
        CodePolicy policy = CodePolicy.of(job);
        CodeLimits limits = CodeLimits.of(job);
        CodeFolder folder = CodeFolder.open(job.codeDir(), log);
        Optional<String> location =
                job.environment().program().codeLocation().filter(place -> !place.isBlank() && !isAt(folder, place));
        if (location.isEmpty()) {
            return;
        }
        if (policy == CodePolicy.KEEP && !folder.isEmpty()) {
            log.warn(kept(folder, location.get()));
            return;
        }
        LocalPlace.find(location.get()).ifPresent(folder::requireApartFrom);
        FetchProgress progress = new FetchProgress(log);
        try {
            fetch(new CodeRequest(location.get(), job.variables(), progress), folder, policy, limits);
        } finally {
            progress.end();
        }
    }

    private static boolean isAt(CodeFolder folder, String location) {
        return LocalPlace.find(location).filter(folder::isAt).isPresent();
    }

    private void fetch(CodeRequest request, CodeFolder folder, CodePolicy policy, CodeLimits limits) {
        CodeStore store = storeFor(request.location());
        long start = System.nanoTime();
        try (Staging staging = folder.stage()) {
            StagedCode code = new StagedCode(staging.incoming(), folder.path(), limits);
            receive(store, request, code);
            new CodeSwap(folder, staging).run(policy);
            report(code, request.location(), store, System.nanoTime() - start);
        }
    }

    private static void receive(CodeStore store, CodeRequest request, StagedCode code) {
        try {
            store.fetch(request, code);
        } catch (JobException e) {
            throw e;
        } catch (IOException e) {
            throw IoProblem.reading(request.location(), e);
        } catch (RuntimeException e) {
            throw new JobException(
                    ErrorCode.INTERNAL,
                    "code store '" + store.id() + "' failed to fetch " + request.location() + ": " + e,
                    e);
        }
    }

    private CodeStore storeFor(String location) {
        List<String> reasons = new ArrayList<>();
        for (CodeStore store : stores) {
            if (!(store.supports(location) instanceof Support.No no)) {
                return store;
            }
            reasons.add("\n  " + store.id() + ": " + no.reason());
        }
        throw new JobException(
                ErrorCode.DOWNLOAD_FAILED,
                "sagemaker_submit_directory is " + Quote.of(location) + ", which none of the " + stores.size()
                        + " code stores knows" + String.join("", reasons) + missingStore(location));
    }

    /** Somebody left a jar out of the image, and now a job needs it. */
    private static String missingStore(String location) {
        return location.regionMatches(true, 0, "s3://", 0, 5)
                ? "\nWhat fetches from S3 is not in this image: lib/ of train has no sagemaker-containers-store-s3-*.jar"
                : "";
    }

    private void report(StagedCode code, String location, CodeStore store, long nanos) {
        log.info("fetched " + Amounts.grouped(code.files()) + " files (" + Amounts.grouped(code.bytes())
                + " bytes) from " + location + " in " + Amounts.seconds(Duration.ofNanos(nanos)) + " (store "
                + store.id() + ")");
        if (code.files() == 0) {
            log.warn("there is no file in " + location);
        }
        code.garbledName()
                .ifPresent(name -> log.warn("file names are UTF-8, but some in " + location + " are not: " + name));
    }

    private static String kept(CodeFolder folder, String location) {
        List<Path> entries = folder.entries();
        String listed =
                entries.stream().limit(MAX_LISTED).map(CodeFetcher::shown).collect(Collectors.joining(", "));
        String more = entries.size() > MAX_LISTED ? " and " + (entries.size() - MAX_LISTED) + " more" : "";
        return "%s is not empty and is kept as it is: %s%s\n".formatted(folder.path(), listed, more)
                + "Code from %s is not fetched. To fetch it, set environment variable %s or hyperparameter %s to\n"
                        .formatted(location, CodePolicy.VARIABLE, CodePolicy.PARAMETER)
                + "'overlay' (it goes over what is there) or 'replace' (it takes the place of all that is there)";
    }

    private static String shown(Path entry) {
        return entry.getFileName() + (FileTrees.isFolder(entry) ? "/" : "");
    }
}
