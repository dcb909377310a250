package io.smcontainers.launcher.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorPageTest {
    /** For a person, or a browser, to look at. */
    private static final Path LOOK_AT = Path.of("target", "monitor-pages");

    @Test
    void eightGpusOverThreeDaysAreAFileOfASizeThatABrowserLikes() throws Exception {
        long seconds = Duration.ofDays(3).toSeconds();

        String html = html(new SimulatedJob(8, seconds).history(5), seconds, 0);

        lookAt("8-gpus-3-days.html", html);
        assertThat(html.length()).isLessThan(1_000_000);
        assertThat(data(html).path("series").size()).isEqualTo(9 + 4 * 8);
        assertThat(data(html).path("series").path(0).path("mean").size()).isBetween(512, History.SLOTS);
    }

    @Test
    void oneGpuForAnHour() throws Exception {
        String html = html(new SimulatedJob(1, 3600).history(5), 3600, 1);

        lookAt("1-gpu-1-hour.html", html);
        assertThat(data(html).path("exitCode").intValue()).isEqualTo(1);
        assertThat(data(html).path("phases"))
                .extracting(phase -> phase.path("name").textValue())
                .startsWith("read", "fetch");
        assertThat(html).contains("<td>gpu.utilization</td><td>0</td>");
    }

    @Test
    void thePageNeedsNothingFromOutside() throws Exception {
        String html = html(new SimulatedJob(2, 60).history(5), 60, 0);

        assertThat(html).contains("Content-Security-Policy\" content=\"default-src 'none'");
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("src=")
                .doesNotContain("@DATA@")
                .doesNotContain("@import");
    }

    @Test
    void namesFromTheJobCannotBreakThePage() throws Exception {
        History history = new History(0, 1000);
        history.add(0, List.of(new Measurement("</script><b>", "\"&", 1, Unit.COUNT)));
        MonitoredJob job =
                new MonitoredJob("</title><script>alert(1)</script>", "<host>", "</script>", false, Path.of(""));

        String html = new MonitorPage(job, 0, history, List.of()).html(new MonitorPage.Ending(1000, 0, "<!-- ended"));

        assertThat(html).doesNotContain("<b>", "<script>alert", "<host>", "<!-- ended");
        assertThat(data(html).path("series").path(0).path("metric").textValue()).isEqualTo("</script><b>");
    }

    @Test
    void aJobInWhichNothingWasMeasuredHasAPageToo() throws Exception {
        String html = html(new History(0, 1000), 1, 0);

        lookAt("nothing.html", html);
        assertThat(data(html).path("series").isEmpty()).isTrue();
    }

    @Test
    void aPageThatCannotBeWrittenLeavesNothing(@TempDir Path folder) throws Exception {
        MonitorPage page = new MonitorPage(SimulatedJob.job(false), 0, new History(0, 1000), List.of());

        assertThatThrownBy(() -> page.write(folder.resolve("none/monitor.html"), new MonitorPage.Ending(1, 0, "")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none/monitor.html cannot be written");
        assertThat(folder).isEmptyDirectory();
    }

    private static String html(History history, long seconds, int exitCode) throws Exception {
        return new MonitorPage(
                        SimulatedJob.job(false),
                        1152L << 30,
                        history,
                        List.of(new Measurement("gpu.memory.peak", "0", 34e9, Unit.BYTES)))
                .html(new MonitorPage.Ending(
                        SimulatedJob.START + seconds * 1000,
                        exitCode,
                        exitCode == 0 ? "the job succeeded" : "the job failed; exit code " + exitCode));
    }

    private static JsonNode data(String html) throws Exception {
        String start = "<script id=\"data\" type=\"application/json\">";
        int from = html.indexOf(start) + start.length();
        return JsonText.parse(html.substring(from, html.indexOf("</script>", from)));
    }

    private static void lookAt(String name, String html) throws Exception {
        Files.writeString(Files.createDirectories(LOOK_AT).resolve(name), html);
    }
}
