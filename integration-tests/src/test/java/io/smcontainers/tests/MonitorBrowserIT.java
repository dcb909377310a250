package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture of a real job, drawn by a real browser. Chromium is too large to be installed by a test that nobody asked for:
 * where it is not, {@code apt-get install chromium} makes this test run, which then takes some seconds.
 */
@Timeout(120)
class MonitorBrowserIT {
    @TempDir
    private Path base;

    private Path chromium;

    @BeforeEach
    void findChromium() {
        chromium = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(chromium != null, "needs chromium on PATH, as by 'apt-get install chromium'");
    }

    @Test
    void theTimeLinesAreDrawn() throws Exception {
        JobFolder job = JobFolder.in(base)
                .program("train.sh")
                .source("train.sh", "#!/bin/sh\nsleep 2\n")
                .hyperparameter("sagemaker_monitor_seconds", "1");
        assertThat(Train.built().on(job).run().exitCode()).isZero();

        String page = drawn(base.resolve("output/data/monitor.html"));

        assertThat(page)
                .contains("<h2>Processors</h2>", "<h2>Memory</h2>", "<h2>Free space for the job's files</h2>")
                .contains("class=\"ok\">the job succeeded</span>")
                .contains("<title>run, ")
                .containsPattern("<path d=\"M[0-9. Lh]+\" fill=\"none\"");
        assertThat(page.split("<svg ", -1)).hasSizeGreaterThan(5);
    }

    private String drawn(Path page) throws Exception {
        List<String> argv = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless=new",
                "--disable-gpu",
                // Root may not use the sandbox, and a container may not let anybody.
                "--no-sandbox",
                "--user-data-dir=" + base.resolve("chromium"),
                "--virtual-time-budget=2000",
                "--dump-dom",
                "file://" + page));
        Process process = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
