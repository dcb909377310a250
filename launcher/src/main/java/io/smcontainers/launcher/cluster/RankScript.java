package io.smcontainers.launcher.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The script for {@code /bin/sh} that gives a rank the variables of its own host and then becomes the program. It is read by the
 * shell from a file that only its owner may read, so that no value is ever in a command line, but for variables whose names a
 * shell cannot say: those {@code env} sets.
 */
public final class RankScript {
    /** What MPI tells each rank, and what it forwards by itself. */
    private static final List<String> OF_MPI = List.of("OMPI_", "PMIX_", "PRTE_", "PMI_");

    /** What sshd sets for a session. */
    private static final List<String> OF_SSH = List.of("SSH_CLIENT", "SSH_CONNECTION", "SSH_TTY", "MAIL");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int STOPPED = 143;

    private RankScript() {}

    /**
     * Returns the script.
     *
     * @param argv program and arguments
     * @param directory where it runs
     * @param variables all that it gets, but for those of MPI
     * @param stopped a file; if it is there, the rank does not start any more
     */
    public static String of(List<String> argv, Path directory, Map<String, String> variables, Path stopped) {
        StringBuilder script = new StringBuilder("[ -e " + quoted(stopped.toString()) + " ] && exit " + STOPPED + "\n");
        OF_SSH.stream()
                .filter(name -> !variables.containsKey(name))
                .forEach(name -> script.append("unset ").append(name).append('\n'));
        List<String> command = new ArrayList<>();
        variables.forEach((name, value) -> {
            if (OF_MPI.stream().anyMatch(name::startsWith)) {
                return;
            }
            if (NAME.matcher(name).matches()) {
                script.append("export ")
                        .append(name)
                        .append('=')
                        .append(quoted(value))
                        .append('\n');
            } else {
                command.add(name + "=" + value);
            }
        });
        if (!command.isEmpty()) {
            command.add(0, "env");
        }
        command.addAll(argv);
        script.append("cd ").append(quoted(directory.toString())).append(" || exit\n");
        script.append("exec");
        command.forEach(word -> script.append(' ').append(quoted(word)));
        return script.append('\n').toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
