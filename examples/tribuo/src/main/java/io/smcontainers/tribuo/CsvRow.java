package io.smcontainers.tribuo;

import java.nio.file.Path;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Makes an example of a line: numbers, and a class in the last column. */
final class CsvRow {
    private final Path file;
    private final List<String> header;
    private final String[] features;

    CsvRow(Path file, List<String> header) {
        this.file = file;
        this.header = header;
        this.features = header.subList(0, header.size() - 1).toArray(String[]::new);
    }

    List<String> features() {
        return List.of(features);
    }

    Example<Label> parse(String line, int number) {
        String[] fields = line.split(",", -1);
        if (fields.length != header.size()) {
            throw new Failure(
                    where(number) + ": " + fields.length + " values, expected " + header.size() + " " + header);
        }
        String label = fields[fields.length - 1].strip();
        if (label.isEmpty()) {
            throw new Failure(where(number) + ": " + header.get(header.size() - 1) + " is empty");
        }
        double[] values = new double[features.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(fields[i], i, number);
        }
        return new ArrayExample<>(new Label(label), features, values);
    }

    private double number(String text, int column, int line) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) { // "NaN" is read as a number, and one of them spoils every weight
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Failure(where(line) + ": " + features[column] + " is '" + text + "', expected a number");
    }

    private String where(int line) {
        return file + " line " + line;
    }
}
