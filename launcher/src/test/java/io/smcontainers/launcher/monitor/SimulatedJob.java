package io.smcontainers.launcher.monitor;

import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a job on a machine with GPUs might look like; always the same. */
final class SimulatedJob {
    static final long START = 1_795_000_000_000L;

    private static final double GIB = 1L << 30;

    private final Random random = new Random(7);
    private final int gpus;
    private final long seconds;

    SimulatedJob(int gpus, long seconds) {
        this.gpus = gpus;
        this.seconds = seconds;
    }

    static MonitoredJob job(boolean severalHosts) {
        return new MonitoredJob(
                "llama-finetune-2026-11-18", "algo-1", "ml.p4d.24xlarge", severalHosts, Path.of("/opt/ml/output/data"));
    }

    History history(int interval) {
        History history = new History(START, interval * 1000L);
        String[] phases = {"read", "fetch", "plan", "install", "wait", "run", "report"};
        double[] starts = {0, 0.0005, 0.01, 0.0101, 0.03, 0.031, 0.9995};
        for (int i = 0; i < phases.length; i++) {
            history.enter(new History.Phase(phases[i], START + (long) (starts[i] * seconds * 1000)));
        }
        for (long second = 0; second <= seconds; second += interval) {
            history.add(START + second * 1000, sample((double) second / seconds, second));
        }
        return history;
    }

    private List<Measurement> sample(double part, long second) {
        boolean isTraining = part > 0.04 && part < 0.995;
        boolean isEvaluation = isTraining && (second / 600) % 12 == 11;
        List<Measurement> all = new ArrayList<>();
        add(all, "cpu.utilization", "", isTraining ? 30 + 8 * random.nextGaussian() : 90 * part * 10, Unit.PERCENT);
        add(all, "memory.used", "", (isTraining ? 210 + 400 * part : 12) * GIB, Unit.BYTES);
        add(all, "disk.read", "", (part < 0.1 ? 2.1 : 0.3 * random.nextDouble()) * GIB, Unit.BYTES_PER_SECOND);
        add(all, "disk.written", "", (second % 3600 < 60 ? 1.4 : 0.01) * GIB, Unit.BYTES_PER_SECOND);
        add(all, "disk.free", "", (900 - 700 * part) * GIB, Unit.BYTES);
        add(all, "network.received", "", (part < 0.04 ? 1.1 : 0.05 * random.nextDouble()) * GIB, Unit.BYTES_PER_SECOND);
        add(all, "network.sent", "", 0.02 * random.nextDouble() * GIB, Unit.BYTES_PER_SECOND);
        add(all, "efa.received", "", isTraining ? 20 * GIB : 0, Unit.BYTES_PER_SECOND);
        add(all, "efa.sent", "", isTraining ? 19 * GIB : 0, Unit.BYTES_PER_SECOND);
        for (int gpu = 0; gpu < gpus; gpu++) {
            boolean isStuck = gpu == 5 && part > 0.6 && part < 0.7;
            double busy = !isTraining || isStuck ? 0 : isEvaluation ? 35 : 94;
            String name = Integer.toString(gpu);
            add(all, "gpu.utilization", name, busy == 0 ? 0 : busy + 3 * random.nextGaussian(), Unit.PERCENT);
            add(all, "gpu.memory.used", name, (isTraining ? 33 + gpu * 0.7 : 0.4) * GIB, Unit.BYTES);
            add(all, "gpu.memory.total", name, 40 * GIB, Unit.BYTES);
            add(all, "gpu.power", name, 60 + busy * 3.2 + 5 * random.nextGaussian(), Unit.WATTS);
        }
        return all;
    }

    private static void add(List<Measurement> all, String metric, String device, double value, Unit unit) {
        double bounded = unit == Unit.PERCENT ? Math.min(100, Math.max(0, value)) : Math.max(0, value);
        all.add(new Measurement(metric, device, bounded, unit));
    }
}
