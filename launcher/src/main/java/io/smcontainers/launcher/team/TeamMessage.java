package io.smcontainers.launcher.team;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.json.JsonSyntaxException;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import io.smcontainers.launcher.outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What hosts of a team say to each other: one line of JSON each. */
sealed interface TeamMessage {
    /** More than any message has, but for those with the text of a failure. */
    int SHORT_BYTES = 8 * 1024;

    /** More than any message has. */
    int MAX_BYTES = 1024 * 1024;

    /** How a sign of life is written. */
    String BEAT = new Beat().toJson();

    /** The first word of a host that joins. */
    record Hello(String host, String token) implements TeamMessage {}

    /** The leader's answer; with its public key for ssh, or an empty text. */
    record Welcome(String key) implements TeamMessage {}

    /** This host is prepared; with the public key of its sshd, or an empty text. */
    record Ready(String key) implements TeamMessage {}

    /** A sign of life. */
    record Beat() implements TeamMessage {}

    /** Asks for a sign of life at once. */
    record Ping() implements TeamMessage {}

    /** Asks to end the program, as another host has failed. */
    record Abort() implements TeamMessage {}

    /** A host was asked to stop. */
    record Stop(String host, String signal) implements TeamMessage {}

    /**
     * A host's own program has ended.
     *
     * @param failure null if it succeeded
     * @param wasAborted whether that was asked for
     */
    record Ended(@Nullable Failure failure, boolean wasAborted) implements TeamMessage {}

    /**
     * The leader's last word: how the job has ended.
     *
     * @param failure null if it succeeded
     */
    record Verdict(@Nullable Failure failure) implements TeamMessage {}

    /** Returns the line, with its end. */
    default byte[] toBytes() {
        return (toJson() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the line, without its end. */
    default String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (this instanceof Hello hello) {
            json.put("host", hello.host()).put("token", hello.token());
        } else if (this instanceof Welcome welcome) {
            json.put("key", welcome.key());
        } else if (this instanceof Ready ready) {
            json.put("key", ready.key());
        } else if (this instanceof Stop stop) {
            json.put("host", stop.host()).put("signal", stop.signal());
        } else if (this instanceof Ended ended) {
            json.set("failure", FailureJson.write(ended.failure()));
            json.put("aborted", ended.wasAborted());
        } else if (this instanceof Verdict verdict) {
            json.set("failure", FailureJson.write(verdict.failure()));
        }
        return PythonText.json(json);
    }

    /** Returns the message of a line; empty if it is none that this version knows. */
    static Optional<TeamMessage> parse(String line) {
        if (line.equals(BEAT)) {
            // By far the most frequent one: a leader of 200 hosts reads 200 a second.
            return Optional.of(new Beat());
        }
        try {
            JsonNode json = JsonText.parse(line);
            return Optional.ofNullable(
                    switch (text(json, "type")) {
                        case "hello" -> new Hello(text(json, "host"), text(json, "token"));
                        case "welcome" -> new Welcome(text(json, "key"));
                        case "ready" -> new Ready(text(json, "key"));
                        case "beat" -> new Beat();
                        case "ping" -> new Ping();
                        case "abort" -> new Abort();
                        case "stop" -> new Stop(text(json, "host"), text(json, "signal"));
                        case "ended" ->
                            new Ended(
                                    FailureJson.read(json.path("failure")),
                                    json.path("aborted").asBoolean());
                        case "verdict" -> new Verdict(FailureJson.read(json.path("failure")));
                        default -> null;
                    });
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }
}
