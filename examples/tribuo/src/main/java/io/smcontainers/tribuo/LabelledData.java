package io.smcontainers.tribuo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Rows of numbers, each with a class.
 *
 * @param features the names of the columns, less the last, which holds the class
 * @param rows as Tribuo wants them
 * @param sha256 of the files' bytes: the same data, the same text
 */
record LabelledData(List<String> features, MutableDataset<Label> rows, String sha256) {
    /** Copies the names. */
    LabelledData {
        features = List.copyOf(features);
    }

    /**
     * Reads all CSV files of a folder, or one file. They are plain: a header, commas, no quotes.
     *
     * @throws Failure naming the file and line that are wrong
     */
    static LabelledData read(Path place) throws IOException {
        List<Path> files = files(place);
        MessageDigest digest = Sha256.digest();
        List<Example<Label>> rows = new ArrayList<>();
        List<String> header = List.of();
        for (Path file : files) {
            List<String> columns = read(file, digest, rows);
            if (!header.isEmpty() && !columns.equals(header)) {
                throw new Failure(file + " line 1: the columns differ from those of " + files.get(0));
            }
            header = columns;
        }
        LabelFactory labels = new LabelFactory();
        SimpleDataSourceProvenance source = new SimpleDataSourceProvenance(place.toString(), labels);
        MutableDataset<Label> dataset = new MutableDataset<>(new ListDataSource<>(rows, labels, source));
        return new LabelledData(header, dataset, HexFormat.of().formatHex(digest.digest()));
    }

    /** Checks that a model of other data can judge these. */
    void requireSuits(LabelledData training) {
        if (!features.equals(training.features)) {
            throw new Failure("the validation channel has the columns " + features + "; the training channel has "
                    + training.features);
        }
        List<String> unknown = rows.getOutputInfo().getDomain().stream()
                .filter(label -> !training.rows.getOutputInfo().getDomain().contains(label))
                .map(Label::getLabel)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new Failure("the validation channel has classes that the training channel lacks: " + unknown);
        }
    }

    private static List<Path> files(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        if (!Files.isDirectory(place)) {
            throw new Failure(place + ": no such file or folder");
        }
        try (Stream<Path> content = Files.list(place)) {
            // Sorted: the order of a folder differs between machines, and the order of rows decides the weights.
            List<Path> files = content.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new Failure(place + ": no .csv file in this folder");
            }
            return files;
        }
    }

    private static List<String> read(Path file, MessageDigest digest, List<Example<Label>> rows) throws IOException {
        DigestInputStream bytes = new DigestInputStream(Files.newInputStream(file), digest);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            if (header == null || !header.contains(",")) {
                throw new Failure(file + " line 1: expected a header with the names of the features and the class");
            }
            CsvRow parser = new CsvRow(file, List.of(header.split(",")));
            int before = rows.size();
            int number = 2;
            for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                if (!line.isBlank()) {
                    rows.add(parser.parse(line, number));
                }
            }
            if (rows.size() == before) {
                throw new Failure(file + ": a header but no rows");
            }
            return parser.features();
        }
    }
}
