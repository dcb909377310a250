package io.smcontainers.tribuo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Loads a saved model, as whoever deploys it would, and checks it on held-out rows: exit code 0 if it is good enough. */
public final class Check {
    private Check() {}

    /** Takes the model's folder, a CSV file or a folder of them, and the least accuracy. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: Check MODEL-FOLDER CSV-FILE-OR-FOLDER MINIMUM-ACCURACY");
            System.exit(2);
        }
        try {
            double accuracy = accuracy(Path.of(arguments[0]), Path.of(arguments[1]));
            double minimum = Double.parseDouble(arguments[2]);
            String found = String.format(Locale.ROOT, "accuracy=%.4f, wanted at least %s", accuracy, minimum);
            if (!(accuracy >= minimum)) {
                throw new Failure(found);
            }
            System.out.println("check: good: " + found);
        } catch (Failure | NumberFormatException e) {
            System.err.println("check: error: " + e.getMessage());
            System.exit(1);
        }
    }

    private static double accuracy(Path modelFolder, Path data) throws IOException {
        Model<Label> model = ModelFile.in(modelFolder).load();
        LabelledData heldOut = LabelledData.read(data);
        for (String feature : heldOut.features()) {
            if (model.getFeatureIDMap().get(feature) == null) {
                throw new Failure(data + ": the model knows no column " + feature);
            }
        }
        return Scores.accuracy(model, heldOut.rows());
    }
}
