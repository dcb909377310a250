package io.smcontainers.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job that runs. {@link #close()} leaves nothing of it, whatever happened. */
public final class RunningTrainingJob implements AutoCloseable {
    private static final int COMPOSE_GRACE_SECONDS = 10;

    private final SageMakerTrainingJob job;
    private final long deadline;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "training-job");
        thread.setDaemon(true);
        return thread;
    });
    private final JobNetwork network;

    private RunningTrainingJob(SageMakerTrainingJob job) {
        this.job = job;
        deadline = System.nanoTime() + job.timeLimit.toNanos();
        network = JobNetwork.create(job);
    }

    static RunningTrainingJob start(JobPlan plan) {
        RunningTrainingJob running = new RunningTrainingJob(plan.job());
        try {
            running.startHosts(plan);
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    private void startHosts(JobPlan plan) {
        for (String host : plan.hosts()) {
            hosts.add(SimulatedHost.create(plan, host, network, this::look));
        }
        for (SimulatedHost host : hosts) {
            Duration delay = plan.startDelay(host.name());
            if (delay.isZero()) {
                host.start();
            } else {
                timer.schedule(host::start, delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        if (job.localMode) {
            endTogether();
        }
        if (job.stopAfter != null) {
            timer.schedule(this::stop, job.stopAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Local mode runs {@code docker-compose up --abort-on-container-exit}. */
    private void endTogether() {
        hosts.forEach(host -> host.exitCode().whenComplete((code, error) -> {
            if (!timer.isShutdown()) {
                timer.execute(() -> signalAll("TERM"));
                timer.schedule(() -> signalAll("KILL"), COMPOSE_GRACE_SECONDS, TimeUnit.SECONDS);
            }
        }));
    }

    private void signalAll(String signal) {
        hosts.forEach(host -> host.signal(signal));
    }

    private void look(LogLine line) {
        if (job.stopLine != null && line.text().contains(job.stopLine)) {
            timer.execute(this::stop);
        }
    }

    /** Returns the names of the hosts, in order. */
    public List<String> hosts() {
        return hosts.stream().map(SimulatedHost::name).toList();
    }

    /**
     * Waits until a host writes a line that contains this text.
     *
     * @throws IllegalStateException if it ends, or the job's time limit is over, without such a line
     */
    public RunningTrainingJob awaitLine(String host, String text) {
        try {
            LogCollector log = host(host).log();
            if (!log.await(line -> line.text().contains(text), Duration.ofNanos(deadline - System.nanoTime()))) {
                throw new IllegalStateException(host + " did not write '" + text + "'; it wrote:\n"
                        + log.log().tail(100));
            }
            return this;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Stops the job as StopTrainingJob does: SIGTERM to each host, SIGKILL when the grace time is over. */
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            signalAll("TERM");
            timer.schedule(() -> signalAll("KILL"), job.stopGrace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Sends a signal, such as {@code KILL} or {@code USR1}, to process 1 of a host. */
    public void signal(String host, String signal) {
        host(host).signal(signal);
    }

    /** Takes a host off the network; the others do not even know its name any more. */
    public void disconnect(String host) {
        host(host).disconnect();
    }

    /** Puts a host that was taken off the network on it again. */
    public void connect(String host) {
        host(host).connect();
    }

    /** Runs a program beside the job's, in the container of a host, and returns what it writes. */
    public String exec(String host, String... argv) {
        try {
            return host(host).exec(argv);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for the end of all hosts.
     *
     * @throws IllegalStateException if a container cannot be started, or does not end within the job's time limit
     */
    public TrainingJobResult await() {
        try {
            List<HostResult> results = new ArrayList<>();
            for (SimulatedHost host : hosts) {
                awaitEnd(host);
            }
            for (SimulatedHost host : hosts) {
                results.add(host.result(job.watchingLeftovers));
            }
            return new TrainingJobResult(status(results), results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitEnd(SimulatedHost host) throws InterruptedException {
        try {
            host.exitCode().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the container of " + host.name() + " could not be started", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    host.name() + " did not end within " + job.timeLimit.toSeconds() + " s; it wrote:\n"
                            + host.log().log().tail(100),
                    e);
        }
    }

    private JobStatus status(List<HostResult> results) {
        if (stopped.get()) {
            return JobStatus.STOPPED;
        }
        return results.stream().allMatch(host -> host.exitCode() == 0) ? JobStatus.COMPLETED : JobStatus.FAILED;
    }

    /** Kills what still runs, and removes containers, volumes and the network. */
    @Override
    public void close() {
        timer.shutdownNow();
        hosts.forEach(SimulatedHost::remove);
        network.remove();
    }

    private SimulatedHost host(String name) {
        return hosts.stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no host '" + name + "', only " + hosts()));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while a training job ran", e);
    }
}
