package io.smcontainers.launcher.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Measures what the hardware does, every few seconds, into a file of lines, and draws a picture of it at the end. Nothing that
 * goes wrong with that can harm the job or hold up its end.
 */
public final class Monitor {
    /** After so many samples the next ones are twice as far apart, so that a job of weeks makes no file of gigabytes. */
    private static final int SAMPLES_UNTIL_SLOWER = 20_000;

    private static final Duration LONGEST_SAMPLE = Duration.ofSeconds(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final MonitoredJob job;
    private final JobLog log;
    private final SystemSampler system;
    private final MonitorLines lines;
    private final History history;
    private final List<SampledHardware> sources = new CopyOnWriteArrayList<>();
    private final List<Measurement> summary = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Not the monitor of an object: who ends the job does not wait for a file system that hangs. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Thread thread = new Thread(this::run, "monitor");
    private Duration interval;
    private int samples;
    private long lastNanos;

    private Monitor(MonitoredJob job, Duration interval, long startMillis, JobLog log) {
        this.job = job;
        this.interval = interval;
        this.log = log;
        this.system = new SystemSampler(Path.of("/"), job.folder(), System::nanoTime);
        this.lines = new MonitorLines(job.file(".jsonl"), log);
        this.history = new History(startMillis, interval.toMillis());
    }

    /**
     * Starts to measure, if the job wants that.
     *
     * @param name of the framework parameter that says so
     * @param value of the parameter
     * @param environment the job
     * @param phases those it has gone through, with their times, the current one last
     * @param log hears of what goes wrong
     */
    public static Optional<Monitor> start(
            String name, JsonNode value, TrainingEnvironment environment, Map<String, Duration> phases, JobLog log) {
        Optional<Duration> interval = MonitorInterval.of(name, value, log);
        if (interval.isEmpty()) {
            return Optional.empty();
        }
        long now = System.currentTimeMillis();
        long elapsed = phases.values().stream().mapToLong(Duration::toMillis).sum();
        Monitor monitor = new Monitor(MonitoredJob.of(environment), interval.get(), now - elapsed, log);
        monitor.begin(phases, now - elapsed);
        return Optional.of(monitor);
    }

    private void begin(Map<String, Duration> phases, long startMillis) {
        lines.event(startMillis, "start", startFields());
        long millis = startMillis;
        for (Map.Entry<String, Duration> phase : phases.entrySet()) {
            enter(phase.getKey(), millis);
            millis += phase.getValue().toMillis();
        }
        sources.add(SampledHardware.open("the system", () -> Optional.of(system), log));
        thread.setDaemon(true);
        thread.start();
    }

    private Map<String, Object> startFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", 1);
        fields.put("job", job.name());
        fields.put("host", job.host());
        fields.put("instance_type", job.instanceType());
        fields.put("interval_seconds", interval.toSeconds());
        fields.put("cpus", system.cpus());
        fields.put("memory_bytes", system.memoryBytes());
        return fields;
    }

    /** Notes that a phase of the job begins. */
    public void enter(String phase) {
        locked(() -> enter(phase, System.currentTimeMillis()));
    }

    private void enter(String phase, long millis) {
        history.enter(new History.Phase(phase, millis));
        lines.event(millis, "phase", Map.of("phase", phase));
    }

    /** Begins to measure what a probe found. */
    public void measure(HardwareProbe probe, Machine machine) {
        sources.add(SampledHardware.open(probe.id(), () -> probe.sampler(machine), log));
    }

    private void run() {
        try {
            long next = System.nanoTime();
            do {
                tick();
                next = Math.max(next + interval.toNanos(), System.nanoTime());
            } while (!stopped.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
            // The rest of a job, which for a short one is all of it; rates of a moment are noise.
            if (samples < 2 || System.nanoTime() - lastNanos > interval.toNanos() / 5) {
                tick();
            }
            endSources();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.warn("the monitor ends early: " + e);
        }
    }

    private void tick() throws InterruptedException {
        lastNanos = System.nanoTime();
        long deadline = lastNanos + Math.min(LONGEST_SAMPLE.toNanos(), interval.toNanos() / 2);
        sources.forEach(SampledHardware::request);
        List<Measurement> sample = new ArrayList<>();
        for (SampledHardware source : sources) {
            sample.addAll(source.collect(deadline));
        }
        locked(() -> keep(System.currentTimeMillis(), sample));
    }

    private void keep(long millis, List<Measurement> sample) {
        history.add(millis, sample);
        lines.sample(millis, sample);
        if (++samples % SAMPLES_UNTIL_SLOWER == 0) {
            interval = interval.multipliedBy(2);
            lines.event(millis, "slower", Map.of("interval_seconds", interval.toSeconds()));
        }
    }

    private void endSources() throws InterruptedException {
        long deadline = System.nanoTime() + END_LIMIT.toNanos() / 2;
        List<Measurement> all = new ArrayList<>();
        for (SampledHardware source : sources) {
            all.addAll(source.end(deadline));
        }
        locked(() -> summary.addAll(all));
    }

    /**
     * Ends the measuring and draws the picture.
     *
     * @param exitCode of the job
     * @param ending how it ended, for people
     * @return lines for the log
     */
    public List<String> end(int exitCode, String ending) {
        stopped.countDown();
        List<String> said = new ArrayList<>();
        try {
            thread.join(END_LIMIT.toMillis());
            locked(() -> {
                long now = System.currentTimeMillis();
                lines.event(now, "end", Map.of("exit_code", exitCode));
                lines.close();
                said.addAll(UsageLines.of(history.series(), summary));
                Path page = job.file(".html");
                new MonitorPage(job, system.memoryBytes(), history, summary)
                        .write(page, new MonitorPage.Ending(now, exitCode, ending));
                said.add("monitor: " + page);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("there is no picture of what the hardware did: " + e.getMessage());
        }
        return said;
    }

    /** Does something when nobody else does, and leaves it if that takes too long. */
    private void locked(Runnable action) {
        try {
            if (!lock.tryLock(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the monitor's file system does not answer");
                return;
            }
            try {
                action.run();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
