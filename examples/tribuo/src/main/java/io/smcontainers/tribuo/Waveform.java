package io.smcontainers.tribuo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes the waveform data of L. Breiman, J. Friedman, R. Olshen and C. Stone, "Classification and Regression Trees" (1984),
 * pages 43-49, which the UCI Machine Learning Repository offers too, as a C program and 5000 rows. Each of three classes is a
 * random mix of two of three triangular waves, sampled at 21 points, with noise of variance 1. The book says that 0.86 of the
 * rows is about the best that any classifier can get right.
 *
 * <p>{@link Random} is specified to the bit, and the rest is plain arithmetic: the same seed makes the same bytes on every JVM.
 */
public final class Waveform {
    private static final int POINTS = 21;

    /** Where each triangle, of height 6, has its peak; points count from 1. */
    private static final int[] PEAKS = {11, 15, 7};

    /** The two triangles of each class. */
    private static final int[][] MIXES = {{0, 1}, {0, 2}, {1, 2}};

    private final Random random;

    Waveform(long seed) {
        random = new Random(seed);
    }

    /** Takes a folder, the number of rows to train with, the number to hold out, and a seed. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            System.err.println("usage: Waveform FOLDER TRAINING-ROWS VALIDATION-ROWS SEED");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        Waveform waveform = new Waveform(Long.parseLong(arguments[3]));
        waveform.write(folder.resolve("training/waveform.csv"), Integer.parseInt(arguments[1]));
        waveform.write(folder.resolve("validation/waveform.csv"), Integer.parseInt(arguments[2]));
    }

    /** Writes the next rows into a CSV file. */
    void write(Path file, int rows) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int point = 1; point <= POINTS; point++) {
                out.append('x').append(Integer.toString(point)).append(',');
            }
            out.write("class\n");
            for (int row = 0; row < rows; row++) {
                out.write(row());
            }
        }
    }

    private String row() {
        int label = random.nextInt(MIXES.length);
        double share = random.nextDouble();
        StringBuilder line = new StringBuilder(160);
        for (int point = 1; point <= POINTS; point++) {
            double wave = share * height(MIXES[label][0], point) + (1 - share) * height(MIXES[label][1], point);
            appendHundredths(line, Math.round((wave + random.nextGaussian()) * 100));
            line.append(',');
        }
        return line.append("wave").append(label).append('\n').toString();
    }

    private static int height(int triangle, int point) {
        return Math.max(0, 6 - Math.abs(point - PEAKS[triangle]));
    }

    /** Two decimals, as in UCI's file: not Double.toString, which wrote some numbers differently before Java 19. */
    private static void appendHundredths(StringBuilder line, long hundredths) {
        long size = Math.abs(hundredths);
        line.append(hundredths < 0 ? "-" : "").append(size / 100).append('.');
        line.append(size / 10 % 10).append(size % 10);
    }
}
