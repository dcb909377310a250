package io.smcontainers.launcher.command;

import io.smcontainers.core.EnvironmentVariables;
import java.util.List;

/** Variables as a POSIX shell reads them. */
final class ExportLines {
    private ExportLines() {}

    /** Returns an {@code export} line for each variable whose name a shell can say; the others have a second name that it can. */
    static List<String> of(EnvironmentVariables rendered) {
        return rendered.variables().entrySet().stream()
                .filter(variable -> variable.getKey().matches("[A-Za-z_][A-Za-z0-9_]*"))
                .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()))
                .toList();
    }

    /** Nothing is special between single quotes but the single quote. */
    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
