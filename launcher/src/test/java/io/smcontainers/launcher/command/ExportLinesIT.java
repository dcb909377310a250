package io.smcontainers.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.launcher.AwaitedOutput;
import io.smcontainers.launcher.TestJob;
import io.smcontainers.launcher.TestLog;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.OwnChildren;
import io.smcontainers.launcher.process.Patience;
import io.smcontainers.launcher.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportLinesIT {
    private static final Path PROGRAM =
            Path.of("src/test/programs/print-exports.sh").toAbsolutePath();

    @TempDir
    Path base;

    @Test
    void aShellThatEvaluatesThemHasTheSameValues() throws Exception {
        TestJob job = TestJob.script(base, "")
                .hyperparameter("quotes", "it's \"quoted\" 'twice' '' \\' \\")
                .hyperparameter("commands", "`touch x` $(touch x) $HOME ${HOME} ; touch x & !! #")
                .hyperparameter("lines", "one\n\ntwo\n")
                .hyperparameter("blanks", "  a\tb  ")
                .hyperparameter("unicode", "é例😀")
                .hyperparameter("empty", "")
                .hyperparameter("batch-size", "64");
        Map<String, String> variables = EnvironmentVariables.of(
                        job.build().environment(), job.surroundings().variables())
                .variables();
        Path lines = base.resolve("exports");
        List<String> names =
                variables.keySet().stream().filter(name -> name.matches("\\w+")).toList();

        assertThat(LocalCommands.run(job.surroundings(), "env", "--export")).isZero();
        Files.writeString(lines, job.stdout().text());
        String printed = printed(lines, names);

        assertThat(names).contains("SM_HP_QUOTES", "SM_HP_COMMANDS", "SM_HP_BATCH_SIZE", "SM_TRAINING_ENV");
        assertThat(printed.split("\0", -1))
                .startsWith(names.stream().map(variables::get).toArray(String[]::new))
                .hasSize(names.size() + 1);
        assertThat(base.resolve("x")).doesNotExist();
    }

    private String printed(Path lines, List<String> names) {
        List<String> argv = new ArrayList<>(List.of(PROGRAM.toString(), lines.toString()));
        argv.addAll(names);
        AwaitedOutput output = new AwaitedOutput();
        AwaitedOutput errors = new AwaitedOutput();
        new ProcessRunner(new JobSignals(), Patience.SHORT, new TestLog().log(), new OwnChildren())
                .run(argv, base, Map.of("PATH", System.getenv("PATH")), new OutputTargets(output, errors));
        assertThat(errors.text()).isEmpty();
        return output.text();
    }
}
