package io.smcontainers.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.JobLayout;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.json.PythonText;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.OwnChildren;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A job's folder as SageMaker lays it out, and what a launcher takes from its process, all of it for a test to read. */
public final class TestJob {
    private final Path base;
    private final ObjectNode hyperparameters = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final AwaitedOutput stdout = new AwaitedOutput();
    private final AwaitedOutput stderr = new AwaitedOutput();
    private final TestLog log = new TestLog();
    private final JobSignals signals = new JobSignals();

    /** Lays out a job of one host. */
    public TestJob(Path base) {
        this.base = base;
        variable(JobLayout.BASE_DIR_VARIABLE, base.toString());
        variable("PATH", System.getenv("PATH"));
        hosts("algo-1");
        write("input/config/hyperparameters.json", "{}");
        folder(layout().codeDir());
    }

    public TestJob program(String name) {
        return hyperparameter("sagemaker_program", name);
    }

    /** Returns a job whose program is a shell script. */
    public static TestJob script(Path base, String text) {
        return new TestJob(base).program("train.sh").code("train.sh", "#!/bin/sh\n" + text);
    }

    public TestJob hyperparameter(String name, String value) {
        hyperparameters.put(name, value);
        return write("input/config/hyperparameters.json", PythonText.json(hyperparameters));
    }

    /** Sets the hosts, of which the first is this one. */
    public TestJob hosts(String... hosts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.put("current_host", hosts[0]).putArray("hosts");
        for (String host : hosts) {
            list.add(host);
        }
        return write("input/config/resourceconfig.json", PythonText.json(json));
    }

    public TestJob variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public TestJob code(String name, String content) {
        return write("code/" + name, content);
    }

    public TestJob write(String name, String content) {
        try {
            Path file = base.resolve(name);
            folder(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JobLayout layout() {
        return new JobLayout(base);
    }

    public TrainingJob build() {
        return new TrainingJob(JobReader.read(variables), variables);
    }

    /** Returns surroundings without plugins. */
    public Surroundings surroundings() {
        return new Surroundings(
                variables,
                base.resolve("plugins"),
                new OutputTargets(stdout, stderr),
                log.log(),
                log.redactor(),
                signals,
                new OwnChildren());
    }

    public AwaitedOutput stdout() {
        return stdout;
    }

    public AwaitedOutput stderr() {
        return stderr;
    }

    public TestLog log() {
        return log;
    }

    public JobSignals signals() {
        return signals;
    }

    private static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
