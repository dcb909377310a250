package io.smcontainers.runner.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads the file in which torchrun keeps what the process that failed first died of (PyTorch's {@code
 * torch/distributed/elastic/multiprocessing/errors/error_handler.py}): {@code {"message": {"message": "ValueError: ...",
 * "extraInfo": {"py_callstack": "Traceback ...", "timestamp": "..."}}}}, or the message as mere text. Programs write it whose
 * main function is decorated with {@code record}.
 */
final class TorchErrorFile {
    private TorchErrorFile() {}

    /** Returns the traceback, else the message; empty if the file holds neither. */
    static String read(String json) {
        try {
            JsonNode message = JsonMapper.builder().build().readTree(json).path("message");
            String traceback =
                    message.path("extraInfo").path("py_callstack").asText("").strip();
            return traceback.isEmpty() ? text(message) : traceback;
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String text(JsonNode message) {
        return message.isTextual()
                ? message.textValue()
                : message.path("message").asText("");
    }
}
