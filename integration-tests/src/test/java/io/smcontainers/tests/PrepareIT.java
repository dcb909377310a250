package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code src/containers/prepare} decides on machines of all kinds: with a folder in place of {@code /}, and programs of the
 * test's own that write down how they are called in place of docker, dockerd, apt-get and the like.
 */
class PrepareIT {
    @TempDir
    private Path folder;

    private Path root;
    private Path programs;

    @BeforeEach
    void makeMachine() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        programs = Files.createDirectories(folder.resolve("bin"));
        file("etc/debian_version", "12.0\n");
        file("proc/sys/kernel/hostname", "here\n");
        file("proc/sys/kernel/random/boot_id", "boot\n");
        file("var/log/dockerd.log", "its last words\n");
        program("id", "echo 0");
        program("sleep", "exit 0");
        program("docker", """
                case $1 in
                    version) [ -e "$STATE/engine" ] || { echo "Cannot connect"; exit 1; } ;;
                    image) [ -e "$STATE/images" ] || [ "$2" != inspect ] ;;
                esac
                """);
        program("dpkg-query", "[ -e \"$STATE/installed\" ] && echo 'install ok installed'");
        program("apt-get", "[ \"$1\" = update ] || : >\"$STATE/installed\"");
        program("dockerd", ": >\"$STATE/engine\"");
    }

    @Test
    void anEngineThatRunsWithAllImagesIsLeftAlone() throws Exception {
        state("engine", "images");

        assertThat(prepare().exitCode()).isZero();

        assertThat(calls())
                .noneMatch(call -> call.matches("(apt-get|dockerd|mmdebstrap|docker (build|pull|import)).*"));
    }

    @Test
    void onDebianAsRootAnEngineIsInstalledAndStarted() throws Exception {
        state("images");

        Result result = prepare();

        assertThat(result.exitCode()).as(result.said()).isZero();
        assertThat(calls())
                .containsSubsequence(
                        "apt-get update",
                        "apt-get install --yes --no-install-recommends docker.io iptables",
                        "dockerd ");
    }

    @Test
    void anInstalledEngineIsOnlyStarted() throws Exception {
        state("images", "installed");

        assertThat(prepare().exitCode()).isZero();

        assertThat(calls()).contains("dockerd ").noneMatch(call -> call.startsWith("apt-get"));
    }

    @Test
    void whatAKilledEngineLeftDoesNotStopTheNextOne() throws Exception {
        state("images", "installed");
        file("var/run/docker.pid", "41");
        file("var/run/docker/containerd/containerd.pid", "42");
        file("proc/41/comm", "somebody\n"); // the number has been given to another program
        file("proc/42/comm", "containerd\n");
        file("proc/42/status", "Name:\tcontainerd\nState:\tZ (zombie)\n");

        assertThat(prepare().exitCode()).isZero();

        assertThat(root.resolve("var/run/docker.pid")).doesNotExist();
        assertThat(root.resolve("var/run/docker/containerd/containerd.pid")).doesNotExist();
        assertThat(calls()).contains("dockerd ");
    }

    @Test
    void noSecondEngineIsStartedBesideOneThatRuns() throws Exception {
        state("images", "installed");
        file("var/run/docker.pid", "41");
        file("proc/41/comm", "dockerd\n");
        file("proc/41/status", "Name:\tdockerd\nState:\tS (sleeping)\n");

        Result result = prepare();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.said()).contains("dockerd runs (process 41) but does not answer: Cannot connect");
        assertThat(calls()).doesNotContain("dockerd ");
    }

    @Test
    void anEngineThatDoesNotStartShowsItsLastWordsAndHowToGoOnWithout() throws Exception {
        state("images", "installed");
        program("dockerd", "exit 1");

        Result result = prepare();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.said()).contains("its last words", "did not start within 30 s", "-DskipContainers");
    }

    @Test
    void elsewhereItSaysWhatIsMissingAndTouchesNothing() throws Exception {
        Files.delete(root.resolve("etc/debian_version"));

        Result result = prepare();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.said())
                .contains("no Docker engine answers: Cannot connect", "docs.docker.com", "-DskipContainers");
        assertThat(calls()).allMatch(call -> call.startsWith("docker version") || call.startsWith("id"));
    }

    @Test
    void anotherUserThanRootIsToldWhatIsMissing() throws Exception {
        program("id", "echo 1000");

        Result result = prepare();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.said()).contains("Install and start Docker");
    }

    @Test
    void anEngineElsewhereIsNotReplacedByOneHere() throws Exception {
        Result result = prepare("DOCKER_HOST=tcp://elsewhere:2375");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.said()).contains("no Docker engine answers at DOCKER_HOST=tcp://elsewhere:2375");
        assertThat(calls()).doesNotContain("dockerd ");
    }

    @Test
    void whereImagesCanBePulledTheBaseIsDebiansOwnImageAndRyukIsUsed() throws Exception {
        state("engine");
        program("docker", """
                case $1 in
                    pull) echo "latest: Pulling from $2"; : >"$STATE/$(echo "$2" | tr -c 'a-z0-9\\n' -)" ;;
                    image) [ "$2" != inspect ] || [ -e "$STATE/$(echo "$3" | tr -c 'a-z0-9\\n' -)" ] ;;
                esac
                """);

        Result result = prepare();

        assertThat(result.exitCode()).as(result.said()).isZero();
        assertThat(calls())
                .contains("docker pull debian:bookworm-slim")
                .anyMatch(call -> call.startsWith("docker tag debian:bookworm-slim smcontainers-test-base:"))
                .noneMatch(call -> call.startsWith("mmdebstrap"));
        assertThat(result.stdout()).contains("TESTCONTAINERS_RYUK_DISABLED=false\n", "TESTCONTAINERS_HOST_OVERRIDE=\n");
    }

    @Test
    void whereNoneCanBePulledTheBaseIsMadeOfPackagesFromTheMachinesOwnSources() throws Exception {
        state("engine", "installed");
        file("etc/apt/sources.list.d/debian.sources", "Types: deb\n");
        program("docker", "case $1 in pull) echo 'no such host'; exit 1 ;; image) [ \"$2\" != inspect ] ;; esac");
        program("mmdebstrap", "");

        Result result = prepare();

        assertThat(result.exitCode()).as(result.said()).isZero();
        assertThat(calls())
                .anyMatch(call -> call.startsWith("mmdebstrap ")
                        && call.contains(" bookworm ")
                        && call.contains(root + "/etc/apt/sources.list.d/debian.sources"))
                .anyMatch(call -> call.startsWith("docker import "));
        assertThat(result.stdout()).contains("TESTCONTAINERS_RYUK_DISABLED=true\n");
    }

    @Test
    void packagesThatCannotBeHadFailTheBuild() throws Exception {
        state("engine", "installed");
        file("etc/apt/sources.list.d/debian.sources", "Types: deb\n");
        program("docker", "case $1 in pull) exit 1 ;; image) [ \"$2\" != inspect ] ;; esac");
        program("mmdebstrap", "exit 1");

        assertThat(prepare().exitCode()).isNotZero();
        assertThat(calls()).noneMatch(call -> call.startsWith("docker import "));
    }

    @Test
    void onlyWhatDeadBuildsOfThisMachineLeftIsRemoved() throws Exception {
        state("engine", "images");
        program("docker", """
                case $1 in
                    ps) printf '%s\\n' 'living here:boot:7:123' 'dead here:boot:8:123' 'reused here:boot:7:99' \\
                        'before here:other-boot:7:123' 'elsewhere there:boot:8:123' ;;
                esac
                """);
        file("proc/7/stat", "7 (a (b) c) S 1 7 7 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 123 1000 1\n");

        assertThat(prepare().exitCode()).isZero();

        assertThat(calls().stream().filter(call -> call.startsWith("docker rm")))
                .containsExactly(
                        "docker rm --force --volumes dead",
                        "docker rm --force --volumes reused",
                        "docker rm --force --volumes before");
    }

    private void state(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void program(String name, String script) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho \"" + name + " $*\" >>\"$STATE/calls\"\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private Result prepare(String... variables) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder("src/containers/prepare", "environment").redirectError(said.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("TESTCONTAINERS_") || name.equals("DOCKER_HOST"));
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("PREPARE_ROOT", root.toString());
        builder.environment().put("STATE", folder.toString());
        builder.environment().put("TMPDIR", folder.toString());
        for (String variable : variables) {
            String[] parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        Process process = builder.start();
        String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), stdout, Files.readString(said));
    }

    private record Result(int exitCode, String stdout, String said) {}
}
