package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.RunningTrainingJob;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a build leaves behind that is interrupted while its tests run. */
@Tag(ToolkitImages.TAG)
class LeftoversIT {
    private static final List<List<String>> LISTS = List.of(
            List.of("docker", "ps", "--all", "--quiet"),
            List.of("docker", "network", "ls", "--quiet"),
            List.of("docker", "volume", "ls", "--quiet"),
            List.of("docker", "image", "ls", "--quiet"));

    /** Does what tests do, until somebody ends it. */
    static final class Build {
        private Build() {}

        public static void main(String[] arguments) throws InterruptedException {
            String image = TrainingImage.from(arguments[0])
                    .instruction("ENTRYPOINT [\"/bin/sh\", \"-c\", \"echo ready; exec sleep 1000\"]")
                    .build();
            RunningTrainingJob running = SageMakerTrainingJob.of(image)
                    .localMode()
                    .instances(2, "local")
                    .start();
            running.hosts().forEach(host -> running.awaitLine(host, "ready"));
            System.out.println("running");
            Thread.sleep(1_000_000);
        }
    }

    @Test
    void aBuildThatIsInterruptedTakesEverythingWithIt() throws Exception {
        Process build = startBuild();
        String owner = ownerOf(build);
        assertThat(owned(owner).values()).allMatch(ids -> !ids.isEmpty());

        build.destroy(); // SIGTERM; Ctrl-C does the same
        build.waitFor();

        assertThat(owned(owner).values()).allMatch(List::isEmpty);
    }

    @Test
    void whatAKilledBuildLeavesBehindGoesWithTheNextOneAndWhatALivingBuildUsesStays() throws Exception {
        Process killed = startBuild();
        Process living = startBuild();
        try {
            String owner = ownerOf(killed);
            String other = ownerOf(living);
            killed.destroyForcibly().waitFor();
            assertThat(owned(owner).values()).allMatch(ids -> !ids.isEmpty());
            Map<String, List<String>> before = owned(other);

            assertThat(new ProcessBuilder("src/containers/prepare", "leftovers")
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(owned(owner).values()).allMatch(List::isEmpty);
            assertThat(owned(other)).isEqualTo(before);
        } finally {
            living.destroy();
            living.waitFor();
        }
    }

    private static Process startBuild() throws IOException {
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dslf4j.provider=" + System.getProperty("slf4j.provider"),
                        Build.class.getName(),
                        ToolkitImages.tag("base"))
                .redirectError(new File("/dev/null"))
                .start();
        BufferedReader said = build.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("running");
        return build;
    }

    /** Reads the label off a container, for the label is what all of this is about. */
    private static String ownerOf(Process build) throws Exception {
        String pid = ":" + build.pid() + ":";
        return run(List.of("docker", "ps", "--format", "{{.Label \"io.smcontainers.owner\"}}")).stream()
                .filter(owner -> owner.contains(pid))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, List<String>> owned(String owner) throws Exception {
        Map<String, List<String>> all = new TreeMap<>();
        for (List<String> list : LISTS) {
            List<String> argv = new ArrayList<>(list);
            argv.add("--filter=label=io.smcontainers.owner=" + owner);
            all.put(list.get(1), run(argv));
        }
        return all;
    }

    private static List<String> run(List<String> argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
