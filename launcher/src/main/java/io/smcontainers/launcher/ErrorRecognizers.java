package io.smcontainers.launcher;

import io.smcontainers.launcher.cause.BuiltInRecognizers;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.plugin.Plugin;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All that know what errors look like: the launcher's own and those of every runner, whichever runs the job. They are asked for
 * when a program has failed, and cost a job that succeeds nothing.
 *
 * @param runners by id
 * @param log takes what a runner failed of
 */
record ErrorRecognizers(List<Plugin<FrameworkRunner>> runners, JobLog log) implements Supplier<List<ErrorRecognizer>> {
    @Override
    public List<ErrorRecognizer> get() {
        List<ErrorRecognizer> all = new ArrayList<>(BuiltInRecognizers.all());
        runners.forEach(runner -> all.addAll(of(runner)));
        return all;
    }

    private List<ErrorRecognizer> of(Plugin<FrameworkRunner> plugin) {
        try {
            return List.copyOf(plugin.instance().errorRecognizers());
        } catch (RuntimeException | LinkageError e) {
            log.warn("runner '" + plugin.id() + "' in " + plugin.source()
                    + " failed to say what errors look like, so its own are not recognised: " + e);
            return List.of();
        }
    }
}
