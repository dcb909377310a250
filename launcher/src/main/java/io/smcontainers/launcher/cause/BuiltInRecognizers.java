package io.smcontainers.launcher.cause;

import io.smcontainers.spi.ErrorRecognizer;
import java.util.List;
import java.util.stream.Stream;

/** What the launcher itself recognises: the words of shells, of the system, and of programs that need no runner of their own. */
public final class BuiltInRecognizers {
    private BuiltInRecognizers() {}

    /** Returns all of them. */
    public static List<ErrorRecognizer> all() {
        List<ErrorRecognizer> others =
                List.of(new CppErrors(), new GoErrors(), new RustErrors(), new MpiErrors(), new GeneralErrors());
        return Stream.of(ShellErrors.RECOGNIZERS, ResourceErrors.RECOGNIZERS, others)
                .flatMap(List::stream)
                .toList();
    }
}
