package io.smcontainers.testing;

import com.github.dockerjava.api.command.CreateContainerCmd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shell script that runs the image's program and then writes down what still runs. */
final class LeftoverWatch {
    /** Where the list is, below {@code /opt/ml}. */
    static final String FOLDER = ".leftovers";

    /** As process 1 the shell takes over orphans; a zombie has no command line, and is nothing that runs. */
    private static final String SCRIPT = """
            "$@" <&0 & child=$!
            trap 'kill -TERM $child' TERM
            trap 'kill -INT $child' INT
            wait $child; code=$?
            while kill -0 $child 2>/dev/null; do wait $child; code=$?; done
            mkdir -p /opt/ml/.leftovers
            for process in /proc/[1-9]*; do
                [ "$process" = "/proc/$$" ] || { tr '\\0' ' ' <"$process/cmdline"; echo; }
            done >/opt/ml/.leftovers/list 2>/dev/null
            exit $code
            """;

    private LeftoverWatch() {}

    static void wrap(CreateContainerCmd command) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        argv.addAll(entryPoint(command));
        argv.addAll(Arrays.asList(orNone(command.getCmd())));
        command.withEntrypoint(argv).withCmd(List.of());
    }

    private static List<String> entryPoint(CreateContainerCmd command) {
        String[] own = command.getEntrypoint();
        if (own == null) {
            var config = Engine.client()
                    .inspectImageCmd(String.valueOf(command.getImage()))
                    .exec()
                    .getConfig();
            own = config == null ? null : config.getEntrypoint();
        }
        return List.of(orNone(own));
    }

    private static String[] orNone(String @Nullable [] words) {
        return words == null ? new String[0] : words;
    }

    static List<String> found(JobFiles files) {
        return files.text("list")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
