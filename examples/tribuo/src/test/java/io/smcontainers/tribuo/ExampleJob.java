package io.smcontainers.tribuo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.TrainingEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/** A job's files, laid out as SageMaker lays them out. */
final class ExampleJob {
    /** The folder with the iris data: a folder for each channel. */
    static final Path IRIS = Path.of(System.getProperty("example.iris")).normalize();

    private final Path base;
    private final Map<String, String> hyperparameters = new TreeMap<>();

    private ExampleJob(Path base) {
        this.base = base;
    }

    /** Lays out a job with two channels, which are subfolders of the data folder. */
    static ExampleJob in(Path base, Path data) throws IOException {
        ExampleJob job = new ExampleJob(base);
        job.write("input/config/resourceconfig.json", "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]}");
        job.write("input/config/inputdataconfig.json", "{\"training\":{},\"validation\":{}}");
        Files.createDirectories(base.resolve("input/data"));
        for (String channel : new String[] {"training", "validation"}) {
            copy(data.resolve(channel), base.resolve("input/data").resolve(channel));
        }
        return job;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    static ExampleJob iris(Path base) throws IOException {
        return in(base, IRIS).with("epochs", "15").with("learning-rate", "0.05");
    }

    /** Sets a hyperparameter, as the service does: as a string. */
    ExampleJob with(String name, String value) throws IOException {
        hyperparameters.put(name, value);
        return write("input/config/hyperparameters.json", new JsonMapper().writeValueAsString(hyperparameters));
    }

    ExampleJob write(String name, String text) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    Path path(String name) {
        return base.resolve(name);
    }

    TrainingEnvironment read() {
        return JobReader.read(Map.of("SAGEMAKER_BASE_DIR", base.toString()));
    }

    /** Returns the weights of the saved model, row by row. */
    double[] weights() throws IOException {
        return weights((LinearSGDModel) (Object) ModelFile.in(path("model")).load());
    }

    static double[] weights(LinearSGDModel model) {
        DenseMatrix weights = model.getWeightsCopy();
        return IntStream.range(0, weights.getDimension1Size())
                .boxed()
                .flatMapToDouble(row -> Arrays.stream(weights.getRow(row).toArray()))
                .toArray();
    }
}
