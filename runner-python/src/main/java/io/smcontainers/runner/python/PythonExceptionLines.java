package io.smcontainers.runner.python;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.List;

/**
 * Recognises exceptions without a traceback.
 *
 * @param pattern what their lines look like
 */
record PythonExceptionLines(ErrorPattern pattern) implements ErrorRecognizer {
    @Override
    public String name() {
        return pattern.name();
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        return pattern.recognize(lines).stream()
                .map(error -> PythonConsequences.contain(error.message())
                        ? error.withCertainty(Certainty.CONSEQUENCE)
                        : error)
                .toList();
    }
}
