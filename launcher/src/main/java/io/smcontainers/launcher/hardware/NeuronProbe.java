package io.smcontainers.launcher.hardware;

import io.smcontainers.core.Accelerator;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.ProgramEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts the NeuronCores of AWS Inferentia and Trainium chips: the sum of {@code nc_count} in what {@code neuron-ls -j} prints,
 * as sagemaker-training does; where that is not installed or fails, what the driver tells in sysfs (AWS Neuron documentation,
 * "Neuron LS User Guide" and "Neuron Sysfs User Guide").
 *
 * <p>NEURON_RT_VISIBLE_CORES and NEURON_RT_NUM_CORES are told but do not change the count: they say what one process takes,
 * and it is the count that the number of processes follows from ({@code docs/decisions/0018-hardware-probes.md}).
 */
public final class NeuronProbe implements HardwareProbe {
    static final String ID = "neuron";

    private static final String PROGRAM = "neuron-ls";
    private static final String INSTALLED = "opt/aws/neuron/bin/neuron-ls";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Creates the probe. */
    public NeuronProbe() {}

    @Override
    public String id() {
        return ID;
    }

    /** A little more than the program has. */
    @Override
    public Duration deadline() {
        return LIMIT.plusSeconds(2);
    }

    @Override
    public Finding probe(Machine machine) {
        if (!hasDevice(machine)) {
            return new Finding.Absent("there is no /dev/neuron*");
        }
        Path driver = machine.root().resolve("sys/devices/virtual/neuron_device");
        List<HardwareFact> facts = new ArrayList<>();
        String problem = "no " + PROGRAM + " on PATH or in /opt/aws/neuron/bin; install aws-neuronx-tools";
        Optional<Path> program = program(machine);
        if (program.isPresent()) {
            ProgramEnd end = machine.programs().run(List.of(program.get().toString(), "-j"), LIMIT);
            List<Accelerator> cores = end instanceof ProgramEnd.Ended ended && ended.exitCode() == 0
                    ? NeuronCores.listed(ended.stdout())
                    : List.of();
            if (!cores.isEmpty()) {
                return found(cores, "neuron-ls", facts, machine);
            }
            problem = program.get() + " " + describe(end);
        }
        List<Accelerator> cores = NeuronCores.inSysfs(driver);
        if (cores.isEmpty()) {
            return new Finding.Absent("/dev/neuron* is there but nothing tells of its cores: " + problem
                    + ", and the driver lists none in /sys/devices/virtual/neuron_device");
        }
        facts.add(new HardwareFact("problem", problem));
        return found(cores, "sysfs", facts, machine);
    }

    private static boolean hasDevice(Machine machine) {
        Path devices = machine.root().resolve("dev");
        if (Files.exists(devices.resolve("neuron0"))) {
            return true;
        }
        // A container may have been given others only.
        for (String name : FolderNames.of(devices)) {
            if (name.startsWith("neuron") && name.length() > "neuron".length() && Character.isDigit(name.charAt(6))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Path> program(Machine machine) {
        return machine.findExecutable(PROGRAM)
                .or(() -> Optional.of(machine.root().resolve(INSTALLED)).filter(Files::isExecutable));
    }

    private static Finding found(List<Accelerator> cores, String source, List<HardwareFact> facts, Machine machine) {
        facts.add(0, new HardwareFact("counted-by", source));
        for (String name : List.of("NEURON_RT_VISIBLE_CORES", "NEURON_RT_NUM_CORES")) {
            String value = machine.variables().getOrDefault(name, "");
            if (!value.isEmpty()) {
                facts.add(new HardwareFact(name.toLowerCase(Locale.ROOT).replace('_', '-'), value));
            }
        }
        return new Finding.Found(cores, facts);
    }

    private static String describe(ProgramEnd end) {
        if (end instanceof ProgramEnd.Ended ended) {
            String said = (ended.stderr() + ended.stdout()).strip();
            return "ended with exit code " + ended.exitCode() + " and lists no core"
                    + (said.isEmpty() ? "" : ": " + said.substring(0, Math.min(300, said.length())));
        }
        return end instanceof ProgramEnd.TimedOut timedOut
                ? "did not answer within " + timedOut.limit().toSeconds() + " s"
                : "cannot be started: " + ((ProgramEnd.NotStarted) end).reason();
    }

    @Override
    public Optional<HardwareSampler> sampler(Machine machine) {
        return Optional.of(new NeuronSampler(machine.root().resolve("sys/devices/virtual/neuron_device")));
    }
}
