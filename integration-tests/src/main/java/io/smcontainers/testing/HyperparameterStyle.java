package io.smcontainers.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How a client turns the value of a hyperparameter into the string that the service takes. */
public enum HyperparameterStyle {
    /** As the framework estimators of the SageMaker Python SDK do: JSON, so a string has quotes ({@code "\"adam\""}). */
    JSON {
        @Override
        String encode(Object value) {
            try {
                return MAPPER.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("a hyperparameter that JSON cannot say: " + value, e);
            }
        }
    },

    /** As the SDK's generic {@code Estimator}, the console and most people do: the bare text ({@code adam}). */
    PLAIN {
        @Override
        String encode(Object value) {
            if (value instanceof Boolean truth) {
                return truth ? "True" : "False"; // Python's str()
            }
            return value.toString();
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    abstract String encode(Object value);
}
