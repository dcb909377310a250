package io.smcontainers.launcher.command;

import io.smcontainers.launcher.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at {@code train} itself. */
final class RuntimeChecks {
    private RuntimeChecks() {}

    static List<Check> of(Surroundings surroundings) {
        return List.of(runtime(), childProcess(), archive(surroundings.pluginFolder()));
    }

    private static Check runtime() {
        return Check.ok(
                "train",
                "version " + LocalCommands.Version.number() + " on Java " + System.getProperty("java.version") + " ("
                        + System.getProperty("java.home") + "), as " + System.getProperty("user.name") + ", process "
                        + ProcessHandle.current().pid());
    }

    /** A runtime whose jspawnhelper lost its run bit, or a sandbox, lets us start and nothing else. */
    private static Check childProcess() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            int exitCode = new ProcessBuilder(java, "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return exitCode == 0
                    ? Check.ok("processes", "can be started")
                    : Check.fail("processes", java + " -version ended with exit code " + exitCode);
        } catch (IOException e) {
            return Check.fail(
                    "processes",
                    "cannot be started: " + e.getMessage() + "; has runtime/lib/jspawnhelper lost its run bit?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.warn("processes", "interrupted while one was started");
        }
    }

    private static Check archive(Path pluginFolder) {
        Path archive = pluginFolder.resolveSibling("lib").resolve("train.jsa");
        return Files.exists(archive)
                ? Check.ok("start-up", "class archive " + archive)
                : Check.warn(
                        "start-up", "no class archive: jobs start slower; 'train warm' in the Dockerfile makes one");
    }
}
