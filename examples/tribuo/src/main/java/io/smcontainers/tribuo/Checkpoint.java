package io.smcontainers.tribuo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * All that a restarted job needs to go on as if nothing had happened: {@code checkpoint.zip} with {@code state.json} and
 * {@code model.tribuo}. One file, because two cannot be replaced at once; a zip, because it carries
 * sums of what it holds.
 *
 * @param state how far training was, and of what
 * @param model the model of that epoch
 */
record Checkpoint(State state, LinearSGDModel model) {
    private static final String STATE = "state.json";
    private static final String MODEL = "model.tribuo";

    /**
     * What a checkpoint is of.
     *
     * @param epoch the last epoch that is in the model
     * @param origin what led to the model
     */
    record State(int epoch, Origin origin) {}

    /**
     * What decides the weights, apart from the number of epochs: training may go on only if none of it has changed.
     *
     * @param learningRate as in {@link Config}
     * @param seed as in {@link Config}
     * @param trainingSha256 of the training data
     */
    record Origin(double learningRate, long seed, String trainingSha256) {
        static Origin of(Config config, LabelledData training) {
            return new Origin(config.learningRate(), config.seed(), training.sha256());
        }
    }

    static Checkpoint of(int epoch, Origin origin, LinearSGDModel model) {
        return new Checkpoint(new State(epoch, origin), model);
    }

    /** Returns the last epoch that is in the model. */
    int epoch() {
        return state.epoch;
    }

    /** Returns where the checkpoint of a folder is. */
    static Path file(Path folder) {
        return folder.resolve("checkpoint.zip");
    }

    void save(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(STATE));
            zip.write(new JsonMapper().writeValueAsBytes(state));
            zip.putNextEntry(new ZipEntry(MODEL));
            zip.write(ModelFile.bytes(model));
        }
        WholeFile.write(file(folder), bytes.toByteArray());
    }

    /**
     * Loads the checkpoint, if there is one.
     *
     * @param origin what it must be of
     * @throws Failure if it is damaged, or of another job
     */
    static Optional<Checkpoint> load(Path folder, Origin origin) {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Checkpoint checkpoint = read(file);
        if (!checkpoint.state.origin.equals(origin)) {
            throw new Failure(file + " is of another job: " + checkpoint.state.origin + "; this one is " + origin
                    + ". Delete it to start anew, or use another folder");
        }
        return Optional.of(checkpoint);
    }

    private static Checkpoint read(Path file) {
        try {
            Map<String, byte[]> entries = entries(file);
            State state = new JsonMapper().readValue(entries.get(STATE), State.class);
            return new Checkpoint(state, model(entries.get(MODEL)));
        } catch (IOException | RuntimeException e) { // it depends on the broken byte which one is thrown
            throw new Failure(file + " is damaged: " + e + ". Delete it to start anew", e);
        }
    }

    private static LinearSGDModel model(byte[] content) throws IOException {
        if (ModelFile.parse(content) instanceof LinearSGDModel model) {
            return model;
        }
        throw new IOException("its model is of another kind");
    }

    /** Reads all to the end, which checks it: a ZipFile, which picks entries, does not compare their sums. */
    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        if (!entries.keySet().equals(Set.of(STATE, MODEL))) {
            throw new IOException("it holds " + entries.keySet());
        }
        return entries;
    }
}
