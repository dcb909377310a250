package io.smcontainers.tests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.json.PythonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A job's files, laid out as SageMaker lays them out. */
final class JobFolder {
    /** A Python program that writes its arguments, variables and folder to the file in PROBE_OUT. */
    static final String PROBE = """
            import json, os, sys
            seen = {"argv": sys.argv, "env": dict(os.environ), "cwd": os.getcwd()}
            json.dump(seen, open(os.environ["PROBE_OUT"], "w"))
            """;

    private final Path base;
    private final ObjectNode hyperparameters = JsonNodeFactory.instance.objectNode();

    private JobFolder(Path base) {
        this.base = base;
    }

    /** Lays out a job on one host, with an empty source folder that it names as its code. */
    static JobFolder in(Path base) {
        JobFolder job = new JobFolder(base);
        job.write("input/config/inputdataconfig.json", "{}");
        job.write("input/config/resourceconfig.json", "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]}");
        job.folder("src");
        return job.hyperparameter(
                "sagemaker_submit_directory", base.resolve("src").toString());
    }

    Path base() {
        return base;
    }

    JobFolder program(String name) {
        return hyperparameter("sagemaker_program", name);
    }

    /** Sets a hyperparameter, as the service does: as a string. */
    JobFolder hyperparameter(String name, String value) {
        hyperparameters.put(name, value);
        return write("input/config/hyperparameters.json", PythonText.json(hyperparameters));
    }

    /** Writes a file into the source folder. */
    JobFolder source(String name, String text) {
        return write("src/" + name, text);
    }

    JobFolder write(String name, String text) {
        try {
            Path file = base.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobFolder folder(String name) {
        try {
            Files.createDirectories(base.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(base.resolve(name));
    }

    String text(String name) {
        try {
            return Files.readString(base.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String failure() {
        return text("output/failure");
    }
}
