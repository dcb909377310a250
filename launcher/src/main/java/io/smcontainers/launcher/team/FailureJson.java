package io.smcontainers.launcher.team;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.launcher.outcome.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure on its way from one host to another. Secrets have been taken out of it where it happened. */
final class FailureJson {
    /** More of a text than any failure file shows is not sent. */
    private static final int MAX_CHARACTERS = 32 * 1024;

    private FailureJson() {}

    static JsonNode write(@Nullable Failure failure) {
        if (failure == null) {
            return NullNode.getInstance();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", failure.code().name());
        json.put("kind", failure.kind().name());
        json.put("exit_code", failure.exitCode());
        json.put("cause", cut(failure.cause()));
        json.put("text", cut(failure.text()));
        ArrayNode frames = json.putArray("frames");
        failure.frames().forEach(frame -> frames.add(cut(frame)));
        return json;
    }

    /** Returns a failure, whatever is missing of it; null for JSON's null. */
    static @Nullable Failure read(JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        List<String> frames = new ArrayList<>();
        json.path("frames").forEach(frame -> frames.add(frame.asText("")));
        int exitCode = json.path("exit_code").asInt(0);
        return new Failure(
                constant(ErrorCode.values(), json.path("code").asText(""), ErrorCode.INTERNAL),
                constant(ErrorKind.values(), json.path("kind").asText(""), ErrorKind.EXTERNAL),
                exitCode == 0 ? 1 : exitCode,
                json.path("cause").asText(""),
                frames,
                json.path("text").asText(""));
    }

    private static <E extends Enum<E>> E constant(E[] all, String name, E otherwise) {
        return Arrays.stream(all)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "...";
    }
}
