package io.smcontainers.testing;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** How the containers of a job are run, where that is not as the service runs them; the options of {@code docker run}. */
public final class ContainerOptions {
    private static final long CPU_PERIOD_MICROSECONDS = 100_000;

    private final List<Consumer<CreateContainerCmd>> changes = new ArrayList<>();
    private final Map<String, String> memoryFileSystems = new LinkedHashMap<>();

    ContainerOptions() {}

    /** Limits memory, and leaves no swap beside it. */
    public ContainerOptions memoryBytes(long bytes) {
        return host(config -> config.withMemory(bytes).withMemorySwap(bytes));
    }

    /** Limits the time of processors, by a quota as {@code --cpus} does. */
    public ContainerOptions cpus(double cpus) {
        return host(config ->
                config.withCpuPeriod(CPU_PERIOD_MICROSECONDS).withCpuQuota(Math.round(cpus * CPU_PERIOD_MICROSECONDS)));
    }

    /** Sets the size of {@code /dev/shm}; Docker's default is 64 MiB. */
    public ContainerOptions sharedMemoryBytes(long bytes) {
        return host(config -> config.withShmSize(bytes));
    }

    /** Runs it as another user than the image's: a name, a number, or {@code user:group}. */
    public ContainerOptions user(String user) {
        return with(command -> command.withUser(user));
    }

    /** Makes the image's file system read-only. {@code /opt/ml} stays writable, and {@code /tmp} is made so. */
    public ContainerOptions readOnlyRoot() {
        memoryFileSystems.put("/tmp", "rw,exec,mode=1777");
        return host(config -> config.withReadonlyRootfs(true));
    }

    /** Runs Docker's init as process 1 instead of the image's program. */
    public ContainerOptions init() {
        return host(config -> config.withInit(true));
    }

    /** Gives it a terminal, which merges standard output and standard error. */
    public ContainerOptions terminal() {
        return with(command -> command.withTty(true).withStdinOpen(true));
    }

    /** Puts a file system of this size in memory at a path. What is in it cannot be read when the job has ended. */
    public ContainerOptions memoryFileSystem(String path, long bytes) {
        memoryFileSystems.put(path, "rw,mode=1777,size=" + bytes);
        return this;
    }

    /** Sets ContainerEntrypoint: the program that is run instead of the image's entry point. */
    public ContainerOptions entryPoint(String... program) {
        return with(command -> command.withEntrypoint(program));
    }

    /** Sets ContainerArguments: the arguments instead of {@code train}; if there are none, the image's CMD. */
    public ContainerOptions arguments(String... arguments) {
        return with(command -> command.withCmd(arguments));
    }

    /** Lets a name be known in the container, such as {@code host.docker.internal:host-gateway}. */
    public ContainerOptions extraHost(String nameAndAddress) {
        return host(config -> {
            List<String> all =
                    new ArrayList<>(config.getExtraHosts() == null ? List.of() : List.of(config.getExtraHosts()));
            all.add(nameAndAddress);
            config.withExtraHosts(all.toArray(String[]::new));
        });
    }

    /** Changes whatever else the engine lets one change. */
    public ContainerOptions with(Consumer<CreateContainerCmd> change) {
        changes.add(change);
        return this;
    }

    private ContainerOptions host(Consumer<HostConfig> change) {
        return with(command -> change.accept(Objects.requireNonNull(command.getHostConfig())));
    }

    void apply(CreateContainerCmd command) {
        if (!memoryFileSystems.isEmpty()) {
            Objects.requireNonNull(command.getHostConfig()).withTmpFs(memoryFileSystems);
        }
        changes.forEach(change -> change.accept(command));
    }
}
