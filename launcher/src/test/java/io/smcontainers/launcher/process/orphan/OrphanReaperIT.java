package io.smcontainers.launcher.process.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM as PID 1 of a namespace of its own; see {@link FirstProcess} for what it does. */
@Timeout(120)
class OrphanReaperIT {
    private static final String LEAVING_AN_ORPHAN = "(sleep 0.$$ >/dev/null 2>&1 &);";
    private static final List<String> AS_PID_1 = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    @TempDir
    private Path folder;

    @Test
    void noZombieLivesForASecondAndNoExitCodeIsLost() throws Exception {
        List<String> found = run(asPid1(), LEAVING_AN_ORPHAN);

        assertThat(found).contains("lost 0", "left 0", "handler true");
        assertThat(found)
                .filteredOn(line -> line.startsWith("oldest "))
                .singleElement()
                .satisfies(line -> assertThat(Integer.parseInt(line.substring("oldest ".length())))
                        .isBetween(100, 999));
        assertThat(classes()).contains(" com.sun.jna.NativeLibrary ");
    }

    @Test
    void withoutAnOrphanNothingOfJnaIsLoaded() throws Exception {
        assertThat(run(asPid1(), "")).contains("lost 0", "left 0", "handler true");
        assertThat(classes()).contains(" io.smcontainers.").doesNotContain("com.sun.jna");
    }

    @Test
    void whoIsNotPid1HandlesNoSignal() throws Exception {
        assertThat(run(List.of(), "")).contains("lost 0", "handler false");
        assertThat(classes()).contains(" io.smcontainers.").doesNotContain("sun.misc.Signal ");
    }

    private List<String> run(List<String> prefix, String command) throws Exception {
        List<String> argv = new ArrayList<>(prefix);
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:class+load:file=" + folder.resolve("classes"),
                "--enable-native-access=ALL-UNNAMED",
                "-Djna.tmpdir=" + folder,
                "-classpath",
                System.getProperty("java.class.path"),
                FirstProcess.class.getName(),
                command));
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private String classes() throws IOException {
        return Files.readString(folder.resolve("classes"));
    }

    private static List<String> asPid1() throws Exception {
        List<String> attempt = new ArrayList<>(AS_PID_1);
        attempt.add("true");
        Process process = new ProcessBuilder(attempt).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "needs a PID namespace, which is not permitted here: " + output);
        return AS_PID_1;
    }
}
