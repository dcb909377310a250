package io.smcontainers.launcher.monitor;

import io.smcontainers.spi.Measurement;
import java.util.Arrays;

/**
 * The course of one measured value: of each slot of time the lowest, the highest and the mean, so that a peak is seen however
 * long the job was. Single precision is enough for a picture.
 */
final class Series {
    private final String metric;
    private final String device;
    private final Measurement.Unit unit;
    private final float[] lowest;
    private final float[] highest;
    private final float[] mean;
    private final int[] counts;
    private double sum;
    private long count;
    private double lowestOfAll = Double.POSITIVE_INFINITY;
    private double highestOfAll = Double.NEGATIVE_INFINITY;

    Series(Measurement first, int slots) {
        this.metric = first.metric();
        this.device = first.device();
        this.unit = first.unit();
        this.lowest = new float[slots];
        this.highest = new float[slots];
        this.mean = new float[slots];
        this.counts = new int[slots];
    }

    void add(int slot, double value) {
        float number = (float) value;
        int before = counts[slot]++;
        lowest[slot] = before == 0 ? number : Math.min(lowest[slot], number);
        highest[slot] = before == 0 ? number : Math.max(highest[slot], number);
        mean[slot] += (number - mean[slot]) / counts[slot];
        sum += value;
        count++;
        lowestOfAll = Math.min(lowestOfAll, value);
        highestOfAll = Math.max(highestOfAll, value);
    }

    /** Makes one slot of each two, which leaves the second half free. */
    void halve() {
        for (int i = 0; i < counts.length / 2; i++) {
            merge(i, 2 * i, 2 * i + 1);
        }
        int half = counts.length / 2;
        Arrays.fill(counts, half, counts.length, 0);
        Arrays.fill(mean, half, mean.length, 0);
    }

    private void merge(int to, int a, int b) {
        int both = counts[a] + counts[b];
        float low = counts[a] == 0 ? lowest[b] : counts[b] == 0 ? lowest[a] : Math.min(lowest[a], lowest[b]);
        float high = counts[a] == 0 ? highest[b] : counts[b] == 0 ? highest[a] : Math.max(highest[a], highest[b]);
        mean[to] = both == 0 ? 0 : (mean[a] * counts[a] + mean[b] * counts[b]) / both;
        lowest[to] = low;
        highest[to] = high;
        counts[to] = both;
    }

    String metric() {
        return metric;
    }

    String device() {
        return device;
    }

    Measurement.Unit unit() {
        return unit;
    }

    boolean has(int slot) {
        return counts[slot] > 0;
    }

    float lowest(int slot) {
        return lowest[slot];
    }

    float highest(int slot) {
        return highest[slot];
    }

    float mean(int slot) {
        return mean[slot];
    }

    double lowest() {
        return lowestOfAll;
    }

    double highest() {
        return highestOfAll;
    }

    double mean() {
        return count == 0 ? 0 : sum / count;
    }
}
