package io.smcontainers.launcher.cluster;

import io.smcontainers.launcher.TestJob;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.ProgramForm;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A job on several hosts in an image whose programs are empty files. */
final class ClusterJob {
    private final Path base;
    private final TestJob job;

    ClusterJob(Path base) {
        this.base = base;
        this.job = new TestJob(base).program("train.py").variable("PATH", bin().toString());
        host(1, 2);
    }

    Path bin() {
        return base.resolve("bin");
    }

    /** Sets the hosts {@code algo-1} to {@code algo-n} as SageMaker sorts them, and which of them this is. */
    ClusterJob host(int current, int count) {
        String hosts = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "\"algo-" + i + "\"")
                .sorted()
                .collect(Collectors.joining(","));
        return resources("{\"current_host\":\"algo-" + current + "\",\"hosts\":[" + hosts
                + "],\"network_interface_name\":\"lo\"}");
    }

    ClusterJob resources(String json) {
        job.write("input/config/resourceconfig.json", json);
        return this;
    }

    ClusterJob parameter(String name, String value) {
        job.hyperparameter(name, value);
        return this;
    }

    ClusterJob variable(String name, String value) {
        job.variable(name, value);
        return this;
    }

    /** Installs Open MPI 4 and OpenSSH. */
    ClusterJob withMpi() {
        return withPrograms("mpirun", "orted", "sshd", "ssh", "ssh-keygen");
    }

    ClusterJob withPrograms(String... names) {
        try {
            Files.createDirectories(bin());
            for (String name : names) {
                Path file = Files.writeString(bin().resolve(name), "");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TrainingJob build() {
        return job.build();
    }

    HostPlan plan() {
        return ClusterLaunchers.plan(build(), program(), false);
    }

    /** What the Python runner plans. */
    static LaunchPlan program() {
        ProgramForm form = new ProgramForm(List.of("python3"), List.of("train.py"), List.of("--lr", "0.1"));
        return LaunchPlan.running(Command.of(form.argv())).ofForm(form);
    }

    /** Returns the words that follow each of some words in a command. */
    static List<String> after(String word, List<String> argv) {
        return IntStream.range(0, argv.size() - 1)
                .filter(i -> argv.get(i).equals(word))
                .mapToObj(i -> argv.get(i + 1))
                .toList();
    }

    /** Returns {@code name=value} of each MCA parameter. */
    static List<String> parameters(HostPlan plan) {
        List<String> argv = plan.command().argv();
        return IntStream.range(0, argv.size() - 2)
                .filter(i -> Stream.of("-mca", "--mca", "--prtemca").anyMatch(argv.get(i)::equals))
                .mapToObj(i -> argv.get(i + 1) + "=" + argv.get(i + 2))
                .toList();
    }
}
