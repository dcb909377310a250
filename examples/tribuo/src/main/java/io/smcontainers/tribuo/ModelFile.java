package io.smcontainers.tribuo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * A model in a folder: {@code model.tribuo}, in Tribuo's own format, and {@code model.tribuo.sha256}, which {@code sha256sum
 * --check} understands too. Without the sum a damaged weight would go unnoticed: any eight bytes are a number.
 *
 * @param file {@code model.tribuo}
 */
record ModelFile(Path file) {
    static ModelFile in(Path folder) {
        return new ModelFile(folder.resolve("model.tribuo"));
    }

    void save(Model<Label> model) throws IOException {
        byte[] content = bytes(model);
        // A sum that is not there is better than one of another model, if the job is killed between the two.
        Files.deleteIfExists(sumFile());
        WholeFile.write(file, content);
        WholeFile.write(sumFile(), sumLine(content).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Loads the model.
     *
     * @throws Failure if there is none, or if it is not what was saved
     */
    Model<Label> load() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure(file + ": there is no model here");
        }
        if (!Files.isRegularFile(sumFile())) {
            throw new Failure(sumFile() + " is missing, so nothing says that the model is whole; save it again");
        }
        byte[] content = Files.readAllBytes(file);
        if (!Files.readString(sumFile()).equals(sumLine(content))) {
            throw new Failure(file + " is damaged: it does not fit its sum in "
                    + sumFile().getFileName());
        }
        try {
            return parse(content);
        } catch (IOException | RuntimeException e) {
            throw new Failure(file + " is not a model that tells classes apart, in the format of Tribuo: " + e, e);
        }
    }

    /** Returns a model in Tribuo's format. */
    static byte[] bytes(Model<Label> model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.serializeToStream(out);
        return out.toByteArray();
    }

    /** Reads Tribuo's format. Tribuo throws this or that when it is not. */
    static Model<Label> parse(byte[] content) throws IOException {
        return Model.deserializeFromStream(new ByteArrayInputStream(content)).castModel(Label.class);
    }

    private Path sumFile() {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    private String sumLine(byte[] content) {
        return Sha256.hex(content) + "  " + file.getFileName() + "\n";
    }
}
