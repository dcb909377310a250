package io.smcontainers.launcher;

import io.smcontainers.core.Digits;
import io.smcontainers.launcher.hardware.HardwareInventory;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.log.Terminal;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.launcher.process.ChildEnvironment;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.OwnChildren;
import io.smcontainers.launcher.process.Patience;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.launcher.process.ShortProgramRunner;
import io.smcontainers.spi.Machine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a launcher takes from its process, so that a test or a local run can give it something else.
 *
 * @param variables the variables that the user's program inherits
 * @param pluginFolder holds plugin jars
 * @param targets where the program's output goes
 * @param log our own lines
 * @param redactor for what is neither log nor the program's own output
 * @param signals those that are meant for the job
 * @param children the processes that were started
 */
public record Surroundings(
        Map<String, String> variables,
        Path pluginFolder,
        OutputTargets targets,
        JobLog log,
        Redactor redactor,
        JobSignals signals,
        OwnChildren children) {
    private static final String HOME_PROPERTY = "smcontainers.home";
    private static final String GRACE_VARIABLE = "SAGEMAKER_STOP_GRACE_SECONDS";
    private static final String DRAIN_VARIABLE = "SAGEMAKER_OUTPUT_DRAIN_SECONDS";

    /** Copies the map. */
    public Surroundings {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Returns what this process really has. */
    public static Surroundings ofThisProcess() {
        Redactor redactor = new Redactor();
        OutputTargets targets = OutputTargets.ours();
        return new Surroundings(
                ChildEnvironment.restored(System.getenv()),
                Path.of(System.getProperty(HOME_PROPERTY, "."), "plugins"),
                targets,
                new JobLog(targets.stderr(), Clock.systemUTC(), redactor, Terminal.STANDARD_ERROR),
                redactor,
                new JobSignals(),
                new OwnChildren());
    }

    /** Returns the same surroundings with other variables. */
    public Surroundings withVariables(Map<String, String> others) {
        return new Surroundings(others, pluginFolder, targets, log, redactor, signals, children);
    }

    /** Tells the redactor what the variables say of secrets; what is wrong with that goes into the log. */
    void learnSecrets() {
        redactor.learn(variables).forEach(log::warn);
    }

    /** Loads all plugins; what is wrong with one goes into the log. */
    PluginRegistry loadPlugins() {
        PluginRegistry plugins = PluginRegistry.load(pluginFolder);
        plugins.warnings().forEach(log::warn);
        return plugins;
    }

    /**
     * Starts all hardware probes and returns at once.
     *
     * @param plugins brings the probes
     */
    public HardwareInventory startProbes(PluginRegistry plugins) {
        Machine machine = new Machine(Path.of("/"), variables, new ShortProgramRunner(variables, children));
        return HardwareInventory.start(PluginRegistry.instances(plugins.probes()), machine, log);
    }

    /** Returns what starts the job's processes; some of what they need it begins to make at once. */
    ProcessRunner startProcessRunner() {
        return new ProcessRunner(signals, patience(), log, children);
    }

    /** Returns how long the user's program is waited for when it should end. */
    Patience patience() {
        return Patience.ofGrace(seconds(GRACE_VARIABLE, Patience.DEFAULT_GRACE))
                .withDrain(seconds(DRAIN_VARIABLE, Patience.DEFAULT_DRAIN));
    }

    private Duration seconds(String variable, Duration byDefault) {
        String text = variables.getOrDefault(variable, "");
        if (Digits.isNumber(text, 6)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (!text.isEmpty()) {
            log.warn("environment variable " + variable + " is '" + text + "'; expected a number of seconds; using "
                    + byDefault.toSeconds());
        }
        return byDefault;
    }
}
