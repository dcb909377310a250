package io.smcontainers.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobLayout;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.core.UserArguments;
import io.smcontainers.launcher.code.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalJobTest {
    @TempDir
    Path folder;

    private final Map<String, String> hyperparameters = new LinkedHashMap<>();
    private final Map<String, Path> channels = new LinkedHashMap<>();
    private Path script;
    private @Nullable Path sourceDir;
    private @Nullable Path output;
    private @Nullable Path baseDir;

    @BeforeEach
    void makeScript() throws IOException {
        folder = folder.toRealPath();
        script = Files.writeString(
                Files.createDirectory(folder.resolve("project")).resolve("train.sh"), "exit 0");
        baseDir = folder.resolve("run");
    }

    @Test
    void itReadsAsAJobOfOneHost() throws IOException {
        hyperparameters.put("epochs", "5");
        hyperparameters.put("name", "\"5\"");
        hyperparameters.put("text", "a=b é");

        TrainingEnvironment job = read(layOut());

        assertThat(UserArguments.of(job.hyperparameters()))
                .containsExactly("--epochs", "5", "--name", "5", "--text", "a=b é");
        assertThat(job.program().name()).contains("train.sh");
        assertThat(job.program().codeLocation())
                .contains(folder.resolve("project").toString());
        assertThat(job.cluster().hosts()).containsExactly("algo-1");
        assertThat(job.cluster().currentInstanceType()).isEqualTo("local");
    }

    @Test
    void channelsAreLinksAndNotCopies() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = Files.writeString(folder.resolve("test set.csv"), "1,2");
        channels.put("training", data);
        channels.put("test", file);

        TrainingEnvironment job = read(layOut());

        assertThat(job.channel("training").path()).isSymbolicLink();
        assertThat(job.channel("training").path().toRealPath()).isEqualTo(data);
        assertThat(job.channel("test").path()).isDirectory();
        assertThat(job.channel("test").path().resolve("test set.csv"))
                .isSymbolicLink()
                .hasContent("1,2");
        assertThat(job.channel("training").inputMode()).isEqualTo("File");
    }

    @Test
    void aChannelThatIsMissing() {
        channels.put("training", folder.resolve("gone"));
        assertRefused(ErrorCode.INVALID_CONFIGURATION)
                .isEqualTo("--channel training: there is no " + folder.resolve("gone"));
    }

    @Test
    void aScriptInAFolderOfTheSource() throws IOException {
        sourceDir = folder.resolve("project");
        script = Files.writeString(
                Files.createDirectory(sourceDir.resolve("src")).resolve("train.py"), "");
        assertThat(read(layOut()).program().name()).contains("src/train.py");
    }

    @Test
    void withASourceFolderTheNameOfAProgramIsEnough() throws IOException {
        sourceDir = folder.resolve("project");
        for (String name : List.of("train.sh", "com.acme.Train")) {
            script = Path.of(name);
            baseDir = folder.resolve("run-" + name);
            assertThat(read(layOut()).program().name()).contains(name);
        }
    }

    @Test
    void whatAnEarlierRunSaidOfItselfIsForgotten() throws IOException {
        output = folder.resolve("output");
        for (String name : List.of("failure", "failure.json", "success")) {
            Files.createDirectories(output.resolve("output"));
            Files.createFile(output.resolve("output").resolve(name));
        }

        assertThat(layOut().outputDir()).isEmptyDirectory();
    }

    @Test
    void aScriptOutsideTheSource() throws IOException {
        sourceDir = Files.createDirectory(folder.resolve("other"));
        assertRefused(ErrorCode.INVALID_CONFIGURATION)
                .isEqualTo("SCRIPT " + script + " is not below --source-dir " + sourceDir);
    }

    @Test
    void aScriptThatIsMissing() {
        script = folder.resolve("gone.py");
        assertRefused(ErrorCode.MISSING_ENTRY_POINT).isEqualTo("SCRIPT " + script + " is not a file");
    }

    @Test
    void aFolderThatIsNotEmpty() throws IOException {
        Files.createDirectories(folder.resolve("run/input"));
        assertRefused(ErrorCode.INVALID_CONFIGURATION)
                .isEqualTo("--base-dir " + baseDir + " is not empty; a job starts in a folder of its own");
    }

    @Test
    void aFolderWithinTheCode() {
        baseDir = folder.resolve("project/run");
        assertRefused(ErrorCode.INVALID_CONFIGURATION)
                .isEqualTo("--base-dir " + baseDir + " lies in the folder of the code, " + folder.resolve("project")
                        + ", which is copied there; choose one beside it");
    }

    @Test
    void withoutAFolderThereIsANewOne() throws IOException {
        baseDir = null;

        Path one = layOut().base();
        Path two = layOut().base();

        assertThat(one).isDirectory().isNotEqualTo(two);
        FileTrees.delete(one);
        FileTrees.delete(two);
        assertThat(one).doesNotExist();
        assertThat(script).exists();
    }

    @Test
    void modelAndOutputCanGoElsewhere() throws IOException {
        output = folder.resolve("kept");

        JobLayout layout = layOut();

        assertThat(layout.modelDir().toRealPath()).isEqualTo(output.resolve("model"));
        assertThat(layout.outputDir().toRealPath()).isEqualTo(output.resolve("output"));
    }

    @Test
    void whatAnEarlierRunSaidOfItselfIsGoneButItsModelIsNot() throws IOException {
        output = folder.resolve("kept");
        Files.createDirectories(output.resolve("output"));
        Files.writeString(output.resolve("output/failure"), "old");
        Files.writeString(output.resolve("output/success"), "");
        Files.writeString(Files.createDirectory(output.resolve("model")).resolve("model.bin"), "old");

        layOut();

        assertThat(output.resolve("output")).isEmptyDirectory();
        assertThat(output.resolve("model/model.bin")).hasContent("old");
    }

    @Test
    void aLinkToAFolderIsAFolder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        output = Files.createSymbolicLink(folder.resolve("link"), real);
        baseDir = Files.createSymbolicLink(folder.resolve("base"), Files.createDirectory(folder.resolve("real-base")));

        assertThat(layOut().base()).isEqualTo(folder.resolve("real-base"));
        assertThat(real.resolve("model")).isDirectory();
    }

    @Test
    void itsCodeMayBeWhereOnlyAStoreFindsIt() throws IOException {
        JobLayout layout = new LocalJob(
                        Path.of("src/train.py"), "s3://bucket//code/", hyperparameters, channels, output, baseDir)
                .layOut();

        assertThat(read(layout).program().name()).contains("src/train.py");
        assertThat(read(layout).program().codeLocation()).contains("s3://bucket//code/");
    }

    private JobLayout layOut() throws IOException {
        return new LocalJob(
                        script,
                        sourceDir == null ? null : sourceDir.toString(),
                        hyperparameters,
                        channels,
                        output,
                        baseDir)
                .layOut();
    }

    private AbstractStringAssert<?> assertRefused(ErrorCode code) {
        JobException problem = catchThrowableOfType(JobException.class, this::layOut);
        assertThat(problem.code()).isEqualTo(code);
        return assertThat(problem.getMessage());
    }

    private static TrainingEnvironment read(JobLayout layout) {
        return JobReader.read(Map.of(JobLayout.BASE_DIR_VARIABLE, layout.base().toString()));
    }
}
