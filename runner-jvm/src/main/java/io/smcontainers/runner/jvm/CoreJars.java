package io.smcontainers.runner.jvm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.TrainingEnvironment;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The library with which a program reads its job, and what that needs: the very jars that this process runs from. */
final class CoreJars {
    /** What our jars are compiled for. */
    static final int FIRST_JAVA = 17;

    private CoreJars() {}

    static List<Path> paths() {
        return Stream.of(
                        TrainingEnvironment.class,
                        JsonNode.class,
                        JsonFactory.class,
                        JsonCreator.class,
                        ParameterNamesModule.class)
                .map(CoreJars::jar)
                .toList();
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new JobException(ErrorCode.INTERNAL, "the jar of " + type.getName() + " cannot be told", e);
        }
    }
}
