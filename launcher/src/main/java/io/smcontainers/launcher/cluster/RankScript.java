package io.smcontainers.launcher.cluster;

import io.smcontainers.launcher.process.UnixSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The script for {@code /bin/sh} that runs the program as a rank with the variables of its own host. If the program fails, it says
 * which rank that was, where, and how it ended, as {@code mpirun} does not always; then it ends as the program did. It is read by
 * the shell from a file that only its owner may read, so that no value is ever in a command line, but for variables whose names a
 * shell cannot say: those {@code env} sets.
 */
public final class RankScript {
    /** What MPI tells each rank, and what it forwards by itself. */
    private static final List<String> OF_MPI = List.of("OMPI_", "PMIX_", "PRTE_", "PMI_");

    /** What sshd sets for a session. */
    private static final List<String> OF_SSH = List.of("SSH_CLIENT", "SSH_CONNECTION", "SSH_TTY", "MAIL");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * Signals are for the program, which gets them too, and has none of these traps; the shell waits for it. What a shell says by
     * itself of a program that a signal killed is left out, as we say it better.
     */
    private static final String BEGIN = """
            _train_asked=
            trap '_train_asked=yes' HUP INT QUIT TERM
            trap : USR1 USR2 PIPE
            exec 9>&2 2>/dev/null
            (
            exec 2>&9 9>&-
            """;

    /**
     * A rank that mpirun ends, since another one has failed, is not to blame; nor is one that a stop request ends, unless it fails
     * of something else. To a shell, a signal and an exit code that stands for one are the same, and so they are to mpirun here.
     * Nobody wants the shell's core file.
     */
    private static final String END = """
            )
            _train_code=$? _train_signal=
            exec 2>&9 9>&-
            [ "$_train_code" = 0 ] && exit 0
            case $_train_code in
            {signals}
            esac
            [ -e {stopped} ] && case $_train_signal in HUP|INT|TERM) _train_asked=yes ;; *) _train_asked= ;; esac
            [ -n "$_train_asked" ] || echo "train: MPI rank ${OMPI_COMM_WORLD_RANK:-$PMIX_RANK} on "{host}" ended with exit code\
             $_train_code${_train_signal:+ (SIG$_train_signal)}" >&2
            if [ -n "$_train_signal" ]; then
              ulimit -c 0
              trap - "$_train_signal"
              kill -s "$_train_signal" $$
            fi
            exit "$_train_code"
            """;

    private RankScript() {}

    /**
     * Returns the script.
     *
     * @param argv program and arguments
     * @param directory where it runs
     * @param variables all that it gets, but for those of MPI
     * @param host the name of this one
     * @param stopped a file; if it is there, the rank does not start any more
     */
    public static String of(
            List<String> argv, Path directory, Map<String, String> variables, String host, Path stopped) {
        StringBuilder script = new StringBuilder(BEGIN);
        List<String> command = variables(variables, script);
        command.addAll(argv);
        script.append("cd ").append(quoted(directory.toString())).append(" || exit\n");
        // Directly before the start, so that a stop is either seen here or its signal ends this process.
        script.append("[ -e ").append(quoted(stopped.toString())).append(" ] && exit ");
        script.append(UnixSignal.TERM.exitCode()).append("\nexec");
        command.forEach(word -> script.append(' ').append(quoted(word)));
        return script.append('\n').append(end(host, stopped)).toString();
    }

    /** Writes variables, and returns the beginning of a command that sets those a shell cannot say. */
    private static List<String> variables(Map<String, String> variables, StringBuilder script) {
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
        return command;
    }

    private static String end(String host, Path stopped) {
        String signals = Arrays.stream(UnixSignal.values())
                .map(signal -> signal.exitCode() + ") _train_signal=" + signal.name() + " ;;")
                .collect(Collectors.joining("\n"));
        return END.replace("{signals}", signals)
                .replace("{stopped}", quoted(stopped.toString()))
                .replace("{host}", quoted(host));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
