package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.PythonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code inputdataconfig.json}. The folder of the data is never listed: manifests lie there too. */
final class ChannelsReader {
    private static final String FILE = "inputdataconfig.json";

    private ChannelsReader() {}

    static Channels read(ConfigFile file, JobLayout layout, Problems problems) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : file.values().properties()) {
            String name = entry.getKey();
            JsonNode description = entry.getValue();
            if (!description.isObject()) {
                problems.add(
                        FILE, name, PythonText.json(description), "an object, as in {\"TrainingInputMode\": \"File\"}");
            } else if (!isFileName(name)) {
                problems.add(
                        ErrorCode.INVALID_CONFIGURATION,
                        FILE + ": the channel name '" + name
                                + "' is not a file name; expected letters, digits, '.', '_' and '-'");
            } else {
                channels.put(name, new Channel(name, layout.inputDataDir().resolve(name), description));
            }
        }
        return new Channels(channels, file.values());
    }

    private static boolean isFileName(String name) {
        return name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && !Set.of("", ".", "..").contains(name);
    }
}
