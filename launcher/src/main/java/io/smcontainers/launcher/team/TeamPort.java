package io.smcontainers.launcher.team;

import io.smcontainers.core.Digits;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.util.Map;

/** The ports that hosts of a team use, below those that Linux gives to connections (from 32768). */
public final class TeamPort {
    /** The variable that moves them. */
    public static final String VARIABLE = "SAGEMAKER_CLUSTER_PORT";

    private static final int DEFAULT = 17777;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_534;

    private TeamPort() {}

    /**
     * Returns where the leader listens to the others; the next port is that of sshd on those.
     *
     * @throws JobException if the variable is no port that any user may have
     */
    public static int of(Map<String, String> variables) {
        String text = variables.getOrDefault(VARIABLE, "");
        if (text.isEmpty()) {
            return DEFAULT;
        }
        int port = Digits.isNumber(text, 5) ? Integer.parseInt(text) : 0;
        if (port < LOWEST || port > HIGHEST) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "environment variable " + VARIABLE + " is '" + text + "'; expected a port from " + LOWEST + " to "
                            + HIGHEST);
        }
        return port;
    }
}
