package io.smcontainers.launcher.index;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.plugin.LatePlugins;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.IndexAccess;
import io.smcontainers.spi.PackageIndex;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What installers get in addition to the job's variables, so that they reach the package indexes that the job wants. */
public final class IndexLogins implements AutoCloseable {
    /** Where pip, by its library for HTTP, and others look for a netrc file. */
    private static final String NETRC = "NETRC";

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<IndexAccess.Login> logins = new ArrayList<>();
    private final JobLog log;
    private @Nullable NetrcFile file;

    private IndexLogins(JobLog log) {
        this.log = log;
    }

    /** Returns none. */
    public static IndexLogins none(JobLog log) {
        return new IndexLogins(log);
    }

    /**
     * Logs in to all indexes that the job wants.
     *
     * @param job that installs something
     * @param plugins bring the indexes
     * @param redactor learns the passwords before anything can print them
     * @param log says which indexes those are
     * @throws JobException if an index gives no access
     */
    public static IndexLogins of(TrainingJob job, LatePlugins plugins, Redactor redactor, JobLog log) {
        IndexLogins all = new IndexLogins(log);
        for (PackageIndex index : PluginRegistry.instances(plugins.packageIndexes(log::warn))) {
            if (index.supports(job) instanceof Support.Yes) {
                all.add(open(index, job), job, redactor);
            }
        }
        all.write(job);
        return all;
    }

    private static IndexAccess open(PackageIndex index, TrainingJob job) {
        try {
            return index.open(job);
        } catch (IOException e) {
            throw new JobException(
                    ErrorCode.DOWNLOAD_FAILED, "the package index '" + index.id() + "' cannot be asked: " + e, e);
        }
    }

    private void add(IndexAccess access, TrainingJob job, Redactor redactor) {
        access.logins().forEach(login -> redactor.learnPassword(login.user(), login.password()));
        logins.addAll(access.logins());
        log.info("packages come from " + access.description());
        access.environment().forEach((name, value) -> {
            variables.put(name, value);
            job.variable(name)
                    .filter(own -> !own.equals(value))
                    .ifPresent(own ->
                            log.info(name + " is " + value + " while packages are installed, in place of " + own));
        });
    }

    private void write(TrainingJob job) {
        if (logins.isEmpty()) {
            return;
        }
        try {
            NetrcFile written = NetrcFile.of(usersOwn(job), logins);
            file = written;
            variables.put(NETRC, written.path().toString());
        } catch (IOException e) {
            throw new JobException(
                    ErrorCode.IO_FAILED, "the logins of package indexes cannot be handed to installers: " + e, e);
        }
    }

    /** Ours takes the place of the user's own, so it has to hold what that holds. */
    private static String usersOwn(TrainingJob job) throws IOException {
        String home = job.variable("HOME").orElse("");
        Path own = Path.of(job.variable(NETRC).orElse(home + "/.netrc"));
        return Files.isReadable(own) ? Files.readString(own, StandardCharsets.ISO_8859_1) : "";
    }

    /** Returns variables for installers, over those of the job. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Takes the logins away. */
    @Override
    public void close() {
        NetrcFile written = file;
        if (written == null) {
            return;
        }
        try {
            written.close();
        } catch (IOException e) {
            log.debug("the logins of package indexes go when this process does: " + e);
        }
    }
}
