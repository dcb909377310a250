package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.TrainingEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVM programs of each kind, with real jars. */
class JvmProgramIT {
    private static final String PRINT = "System.out.println(\"ran \" + String.join(\" \", args));";

    @TempDir
    private Path base;

    @Test
    void aJarRunsTheMainClassOfItsManifest() {
        code().main("com.acme.Train", PRINT)
                .manifest("Main-Class", "com.acme.Train")
                .jar(src("app.jar"));
        assertThat(run(job("app.jar").hyperparameter("lr", "0.1")).stdout()).isEqualTo("ran --lr 0.1\n");
    }

    @Test
    void aJarRunsTheMainClassThatTheJobNames() {
        code().main("com.acme.Train", PRINT).jar(src("app.jar"));
        JobFolder job = job("app.jar").hyperparameter("sagemaker_main_class", "com.acme.Train");
        assertThat(run(job).stdout()).isEqualTo("ran \n");
    }

    @Test
    void aJarFindsWhatItsManifestsClassPathNames() {
        Path library = library("com.acme.Library", src("other place/library.jar"));
        code().using(library)
                .main("Train", "System.out.println(com.acme.Library.NAME);")
                .manifest("Main-Class", "Train")
                .manifest("Class-Path", "other%20place/library.jar")
                .jar(src("app.jar"));
        assertThat(run(job("app.jar")).stdout()).isEqualTo("the library\n");
    }

    @Test
    void aJarMayOpenTheModulesThatItsManifestNames() {
        code().main(
                        "Train",
                        "var field = java.util.ArrayList.class.getDeclaredField(\"size\"); field.setAccessible(true);"
                                + "System.out.println(field.get(new java.util.ArrayList<>(java.util.List.of(1, 2))));")
                .manifest("Main-Class", "Train")
                .manifest("Add-Opens", "java.base/java.util")
                .jar(src("app.jar"));
        assertThat(run(job("app.jar")).stdout()).isEqualTo("2\n");
    }

    /** As a build of Kotlin, Scala or Groovy leaves it: the language's own library is one more jar in lib. */
    @Test
    void aJarOfAnotherLanguageFindsItsStandardLibraryInLib() {
        Path library = library("kotlin.Library", src("lib/kotlin-stdlib.jar"));
        code().using(library)
                .main("com.acme.TrainKt", "System.out.println(kotlin.Library.NAME);")
                .manifest("Main-Class", "com.acme.TrainKt")
                .jar(src("app.jar"));
        assertThat(run(job("app.jar")).stdout()).isEqualTo("the library\n");
    }

    @Test
    void aClassIsFoundInTheCodeFolderItsJarsAndItsLibraries() {
        new JavaCode(src("")).main("com.acme.Train", PRINT).compile();
        new JavaCode(base.resolve("2")).main("com.acme.InJar", PRINT).jar(src("some.jar"));
        new JavaCode(base.resolve("3")).main("InLib", PRINT).jar(src("lib/some.jar"));
        for (String name : List.of("com.acme.Train", "com.acme.InJar", "InLib")) {
            JobFolder job = JobFolder.in(base).program(name);
            assertThat(run(job).stdout()).as(name).isEqualTo("ran \n");
        }
    }

    @Test
    void theFirstOnTheClassPathWins() {
        String print = "System.out.println(\"%s\");";
        new JavaCode(src("")).main("InFolder", print.formatted("folder")).compile();
        for (String jar : List.of("a.jar", "lib/b.jar", "added.d/c.jar")) {
            JavaCode code = new JavaCode(base.resolve("classes of " + jar)).main("InFolder", print.formatted(jar));
            code.main("InAdded", print.formatted(jar));
            if (!jar.startsWith("added")) {
                code.main("InLib", print.formatted(jar));
            }
            if (jar.equals("a.jar")) {
                code.main("InJar", print.formatted(jar));
            }
            code.jar(src(jar));
        }
        JobFolder job = job("Any").hyperparameter("sagemaker_class_path", "added.d/*");
        assertThat(run(job.program("InFolder")).stdout()).isEqualTo("folder\n");
        assertThat(run(job.program("InJar")).stdout()).isEqualTo("a.jar\n");
        assertThat(run(job.program("InLib")).stdout()).isEqualTo("a.jar\n");
        assertThat(run(job.program("InAdded")).stdout()).isEqualTo("a.jar\n");
    }

    @Test
    void whatTheJobAddsToTheClassPathComesBeforeWhatTheImageAdds() {
        for (String folder : List.of("job", "image")) {
            new JavaCode(base.resolve(folder))
                    .main("Train", "System.out.println(\"" + folder + "\");")
                    .jar(base.resolve(folder + ".jar"));
        }
        JobFolder job = job("Train").source("lib/nothing.jar", "");
        Train train = built().with("CLASSPATH", base.resolve("image.jar").toString())
                .with("SAGEMAKER_TRAINING_MODULE", "jvm");
        assertThat(train.on(job).run().stdout()).isEqualTo("image\n");
        job.hyperparameter("sagemaker_class_path", base.resolve("job.jar").toString());
        assertThat(train.on(job).run().stdout()).isEqualTo("job\n");
    }

    @Test
    void aSourceFileIsCompiledAndRun() {
        new JavaCode(base.resolve("lib"))
                .type("com.acme.Library", "public class Library { public static int x = 7; }")
                .jar(src("lib/library.jar"));
        JobFolder job = job("code/Train.java")
                .source(
                        "code/Train.java",
                        "public class Train { public static void main(String[] args) {"
                                + "System.out.println(com.acme.Library.x + args[1]); } }")
                .hyperparameter("name", "é");
        Train.Result result = built().with("JAVA_HOME", System.getProperty("java.home"))
                .on(job)
                .run();
        assertThat(result.stdout()).as(result.stderr()).isEqualTo("7é\n");
    }

    @Test
    void aFileWithoutEndingIsACommandThoughAClassHasItsName() {
        new JavaCode(src("")).main("train", PRINT).compile();
        JobFolder job = job("train").source("train", "#!/bin/sh\necho a command\n");
        assertThat(run(job).stdout()).isEqualTo("a command\n");
        assertThat(built().with("SAGEMAKER_TRAINING_MODULE", "jvm")
                        .on(job)
                        .run()
                        .stdout())
                .isEqualTo("ran \n");
    }

    @Test
    void theProgramRunsInTheCodeFolderWithTheJobsVariables() {
        code().main(
                        "Train",
                        "System.out.println(java.nio.file.Path.of(\"\").toAbsolutePath());"
                                + "for (String name : new String[] {\"SM_HP_LR\", \"SM_USER_ENTRY_POINT\", \"SM_MODEL_DIR\","
                                + " \"SM_HP_NAME\", \"MINE\"}) System.out.println(System.getenv(name));")
                .manifest("Main-Class", "Train")
                .jar(src("app.jar"));
        JobFolder job = job("app.jar").hyperparameter("lr", "0.1").hyperparameter("name", "\"模型 😀\"");
        Train.Result result = built().with("MINE", "é").on(job).run();
        assertThat(result.stdout().lines())
                .containsExactly(base + "/code", "0.1", "app.jar", base + "/model", "模型 😀", "é");
    }

    @Test
    void aProgramReadsItsJobWithTheLibraryItBrings() throws Exception {
        readingItsJob();
        for (Path jar : coreJars()) {
            Files.copy(jar, Files.createDirectories(src("lib")).resolve(jar.getFileName()));
        }
        JobFolder job = jobToRead();
        assertThat(run(job).stdout()).isEqualTo(base + "/input/data/training 0.1 3\n");
    }

    @Test
    void aProgramReadsItsJobWithOurLibraryIfItAsks() throws Exception {
        readingItsJob();
        JobFolder job = jobToRead();
        assertThat(run(job).stderr()).contains("NoClassDefFoundError: io/smcontainers/core/TrainingEnvironment");
        job.hyperparameter("sagemaker_add_core", "true");
        assertThat(run(job).stdout()).isEqualTo(base + "/input/data/training 0.1 3\n");
    }

    @Test
    void optionsReachTheJvmAndBeatOurs() {
        code().main(
                        "Train",
                        "System.out.println(System.getProperty(\"name\") + \" \" + Runtime.getRuntime().maxMemory());")
                .manifest("Main-Class", "Train")
                .jar(src("app.jar"));
        JobFolder job =
                job("app.jar").hyperparameter("sagemaker_jvm_options", "-Dname='a $HOME b' -XX:+UseParallelGC -Xmx64m");
        Train.Result result =
                built().with("JAVA_TOOL_OPTIONS", "-Dother=x").on(job).run();
        String[] seen = result.stdout().strip().split(" (?=\\d+$)");
        assertThat(seen[0]).isEqualTo("a $HOME b");
        assertThat(Long.parseLong(seen[1])).isLessThanOrEqualTo(64L << 20);
        assertThat(result.stderr())
                .contains("Picked up JAVA_TOOL_OPTIONS: -Dother=x")
                .doesNotContain("MaxRAMPercentage");
    }

    @Test
    void memoryThatRunsOutEndsTheProgramAndLeavesADumpIfAsked() throws Exception {
        code().main(
                        "Train",
                        "try { var list = new java.util.ArrayList<byte[]>(); while (true) list.add(new byte[1 << 20]); }"
                                + " catch (OutOfMemoryError e) { System.out.println(\"goes on\"); }")
                .manifest("Main-Class", "Train")
                .jar(src("app.jar"));
        JobFolder job = job("app.jar")
                .hyperparameter("sagemaker_jvm_options", "-Xmx16m -XX:+UseSerialGC")
                .hyperparameter("sagemaker_heap_dump", "true");
        Train.Result result = run(job);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).doesNotContain("goes on");
        assertThat(job.failure())
                .startsWith(
                        "ExecuteUserScriptError:\nExitCode 3\nErrorMessage \"java.lang.OutOfMemoryError: Java heap space");
        try (Stream<Path> files = Files.list(base.resolve("output/data"))) {
            assertThat(files).singleElement().asString().endsWith(".hprof");
        }
    }

    @Test
    void envAndDoctorShowThePlan() {
        code().main("Train", PRINT).manifest("Main-Class", "Train").jar(base.resolve("code/app.jar"));
        JobFolder job = job("app.jar").hyperparameter("lr", "0.1");
        String java = System.getProperty("java.home") + "/bin/java";
        Train train = built().with("SAGEMAKER_JAVA", java).on(job);
        String note = "Java is " + System.getProperty("java.version") + " at " + java + " (SAGEMAKER_JAVA)\n";
        String run = java + " -XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -cp " + base + "/code:" + base
                + "/code/app.jar Train --lr 0.1\n";
        assertThat(train.run("env").stdout())
                .contains("Plan of the runner 'jvm'\n  note     " + note, "  run      LC_CTYPE=C.UTF-8 " + run);
        assertThat(train.run("doctor").stdout())
                .contains(
                        "OK    java        SAGEMAKER_JAVA=" + java + "\n",
                        "OK    plan        of the runner 'jvm'\n" + " ".repeat(18) + "note     " + note,
                        "run      LC_CTYPE=C.UTF-8 " + run);
    }

    @Test
    void aJarRunsLocally() {
        Path jar = code().main("Train", PRINT).manifest("Main-Class", "Train").jar(base.resolve("my code/app.jar"));
        Train.Result result =
                Train.built().run("local", jar.toString(), "--hyperparameter", "lr=0.1", "--base-dir", base + "/job");
        assertThat(result.stdout()).as(result.stderr()).contains("ran --lr 0.1\n", "The job succeeded.");
    }

    private void readingItsJob() {
        code().using(TrainingEnvironment.class)
                .type("com.acme.Train", """
                        import io.smcontainers.core.TrainingEnvironment;
                        public class Train {
                            public record Config(double learningRate, int epochs) {}
                            public static void main(String[] args) {
                                TrainingEnvironment job = TrainingEnvironment.current();
                                Config config = job.hyperparameters().as(Config.class);
                                System.out.println(job.channel("training").path() + " " + config.learningRate() + " " + config.epochs());
                            }
                        }
                        """)
                .manifest("Main-Class", "com.acme.Train")
                .jar(src("app.jar"));
    }

    private JobFolder jobToRead() {
        return job("app.jar")
                .hyperparameter("learning-rate", "0.1")
                .hyperparameter("epochs", "3")
                .write("input/config/inputdataconfig.json", "{\"training\": {\"TrainingInputMode\": \"File\"}}");
    }

    private static List<Path> coreJars() throws Exception {
        try (Stream<Path> jars = Files.list(Train.home().resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().matches("(sagemaker-containers-core|jackson-).*"))
                    .toList();
        }
    }

    private Path library(String name, Path jar) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return new JavaCode(base.resolve("library classes"))
                .type(name, "public class " + simple + " { public static final Object NAME = \"the library\"; }")
                .jar(jar);
    }

    private JavaCode code() {
        return new JavaCode(base.resolve("classes"));
    }

    private Path src(String name) {
        return base.resolve("src").resolve(name);
    }

    private JobFolder job(String program) {
        return JobFolder.in(base).program(program);
    }

    private static Train built() {
        return Train.built();
    }

    private static Train.Result run(JobFolder job) {
        return built().on(job).run();
    }
}
