package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingImage;
import io.smcontainers.testing.TrainingJobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin of a project of its own, dropped into an image; and broken ones beside it. */
@Tag(ToolkitImages.TAG)
class PluginContainerIT {
    private static final String PLUGINS = "/opt/sagemaker-containers/plugins/";
    private static final String SERVICE = "META-INF/services/" + FrameworkRunner.class.getName();
    private static final String SCRIPT = """
            BEGIN {
                if (ARGV[2] == "0") { print "awk: fatal: no epochs" >"/dev/stderr"; exit 2 }
                print "learned", ARGV[1], ARGV[2] >"/opt/ml/model/model"
            }
            """;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path plugin;

    @BeforeAll
    static void buildPlugin() throws Exception {
        Path project = shared.resolve("awk-runner");
        copy(Path.of("src/it/custom-runner"), project);
        Files.writeString(shared.resolve("settings.xml"), settings(install(shared.resolve("built"))));
        MavenBuild.run(
                project,
                "package",
                "--settings=" + shared.resolve("settings.xml"),
                "-Dmaven.repo.local=" + shared.resolve("repository"),
                "-Daether.offline.protocols=file",
                "-Dtoolkit.version=" + System.getProperty("train.version"));
        plugin = project.resolve("target/awk-runner.jar");
    }

    @Test
    void itRunsAJob() {
        TrainingJobResult result = job(image()).hyperparameter("epochs", 3).run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.model().text("model")).isEqualTo("learned --epochs 3\n");
        assertThat(result.log().stderr()).contains("AWK is /usr/bin/awk").doesNotContain("WARNING");
    }

    @Test
    void itSaysWhyItsProgramsFail() {
        TrainingJobResult result = job(image()).hyperparameter("epochs", 0).run();

        assertThat(result.failureReason().orElseThrow())
                .startsWith(
                        "AlgorithmError: ExecuteUserScriptError:\nExitCode 2\nErrorMessage \"awk: fatal: no epochs");
    }

    @Test
    void brokenOnesBesideItCostAWarningEachAndNotTheJob() throws IOException {
        TrainingImage image = TrainingImage.from(image());
        image.copy(jar("a-missing", service("com.example.Gone")), PLUGINS + "a-missing.jar");
        image.copy(jar("b-wrong-file", service("this is no class!")), PLUGINS + "b-wrong-file.jar");
        image.copy(
                jar("c-duplicate", service("com.example.Twin").type("com.example.Twin", runner("Twin", "", "awk"))),
                PLUGINS + "c-duplicate.jar");
        image.copy(
                jar(
                        "d-throws",
                        service("com.example.Throws")
                                .type(
                                        "com.example.Throws",
                                        runner("Throws", "throw new IllegalStateException(\"no licence\");", "x"))),
                PLUGINS + "d-throws.jar");

        TrainingJobResult result =
                job(image.build()).hyperparameter("epochs", 3).run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(warning(result, "a-missing.jar")).contains("com.example.Gone");
        assertThat(warning(result, "b-wrong-file.jar")).contains("Illegal configuration-file syntax");
        assertThat(warning(result, "c-duplicate.jar")).contains("'awk'", "awk-runner.jar", "com.example.Twin");
        assertThat(warning(result, "d-throws.jar")).contains("com.example.Throws", "no licence");
    }

    private static String image() {
        return TrainingImage.from(ToolkitImages.on("base"))
                .copy(plugin, PLUGINS + "awk-runner.jar")
                .build();
    }

    private static SageMakerTrainingJob job(String image) {
        return SageMakerTrainingJob.of(image).program("train.awk").code("train.awk", SCRIPT);
    }

    private static String warning(TrainingJobResult result, String jar) {
        return result.log().lines().stream()
                .map(line -> line.text())
                .filter(line -> line.contains(" WARNING ") && line.contains(jar))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no warning names " + jar + ": " + result));
    }

    private JavaCode service(String className) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        Path file = classes.resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, className + "\n");
        return new JavaCode(classes).using(FrameworkRunner.class);
    }

    private Path jar(String name, JavaCode code) {
        return code.jar(folder.resolve(name + ".jar"));
    }

    private static String runner(String name, String constructor, String id) {
        return """
                import io.smcontainers.spi.*;
                public class %1$s implements FrameworkRunner {
                    public %1$s() { %2$s }
                    public String id() { return "%3$s"; }
                    public Support supports(TrainingJob job) { return Support.no("never"); }
                    public LaunchPlan plan(TrainingJob job) { throw new IllegalStateException(); }
                }
                """.formatted(name, constructor, id);
    }

    /** Puts what this build has made into a repository: the artifact that a plugin needs, and what that needs. */
    private static Path install(Path repository) throws IOException {
        Path root = Path.of("..").toRealPath();
        install(repository, root, "sagemaker-containers");
        install(repository, root.resolve("core"), "sagemaker-containers-core");
        install(repository, root.resolve("spi"), "sagemaker-containers-spi");
        return repository;
    }

    private static void install(Path repository, Path module, String artifact) throws IOException {
        String version = System.getProperty("train.version");
        Path place = Files.createDirectories(
                repository.resolve("io/smcontainers").resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        Files.copy(module.resolve("pom.xml"), place.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, place.resolve(name + ".jar"));
        }
    }

    /** What this build has fetched serves as the central repository, so that nothing is installed into that folder. */
    private static String settings(Path repository) {
        return """
                <settings>
                  <mirrors>
                    <mirror><id>fetched</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                  <profiles>
                    <profile>
                      <id>built</id>
                      <repositories>
                        <repository><id>built</id><url>%s</url><snapshots><enabled>true</enabled></snapshots></repository>
                      </repositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>built</activeProfile></activeProfiles>
                </settings>
                """.formatted(Path.of(System.getProperty("maven.repository")).toUri(), repository.toUri());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.toList()) {
                if (!file.toString().contains("target")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }
}
