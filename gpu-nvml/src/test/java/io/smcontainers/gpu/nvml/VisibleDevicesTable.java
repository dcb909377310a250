package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The table in visible-devices.txt. */
final class VisibleDevicesTable {
    private VisibleDevicesTable() {}

    /** Returns its rows. */
    static Stream<Row> rows() {
        Map<String, List<String>> machines = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        text().lines().map(String::strip).forEach(line -> {
            if (line.startsWith("machine ")) {
                String[] parts = line.split("\\s+", 3);
                machines.put(parts[1], List.of(parts[2].split(";\\s*")));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                rows.add(row(line.split("\\|"), machines));
            }
        });
        assertThat(rows).hasSizeGreaterThan(60);
        return rows.stream();
    }

    private static Row row(String[] columns, Map<String, List<String>> machines) {
        Map<String, String> variables = new LinkedHashMap<>();
        put(variables, "NVIDIA_VISIBLE_DEVICES", columns[1].strip());
        put(variables, "CUDA_VISIBLE_DEVICES", columns[2].strip());
        String devices = columns[3].strip();
        return new Row(
                columns[0].strip(),
                Objects.requireNonNull(machines.get(columns[0].strip())),
                variables,
                devices.equals("none") ? List.of() : Arrays.asList(devices.split(" ")),
                columns[4].strip());
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (!value.equals("-")) {
            variables.put(name, value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
        }
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(VisibleDevicesTable.class.getResourceAsStream("visible-devices.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A row.
     *
     * @param machine its name
     * @param settings what the container sees, as lines for nvml.c
     * @param variables that are set
     * @param devices that the job may use, by their labels
     * @param source who says so
     */
    record Row(
            String machine, List<String> settings, Map<String, String> variables, List<String> devices, String source) {
        @Override
        public String toString() {
            return machine + " " + variables + " -> " + devices + " (" + source + ")";
        }
    }
}
