package io.smcontainers.launcher.command;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.ExecutableSearch;
import io.smcontainers.core.Hardware;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobLayout;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.JobPreview;
import io.smcontainers.launcher.PlannedJob;
import io.smcontainers.launcher.Surroundings;
import io.smcontainers.launcher.plugin.Plugin;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.CodeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code train doctor} looks at. */
final class Examination {
    private final Surroundings surroundings;
    private final JobLayout layout;
    private final PluginRegistry plugins;
    private final List<Check> checks = new ArrayList<>();

    Examination(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.layout = JobLayout.of(surroundings.variables());
        this.plugins = PluginRegistry.load(surroundings.pluginFolder());
    }

    List<Check> checks() {
        checkRuntime();
        checkChildProcess();
        checkArchive();
        checkPlugins();
        checkHardware();
        checkPrograms();
        checkFolders();
        checkJob();
        return checks;
    }

    private void checkRuntime() {
        checks.add(Check.ok(
                "train",
                "version " + LocalCommands.Version.number() + " on Java " + System.getProperty("java.version") + " ("
                        + System.getProperty("java.home") + "), as " + System.getProperty("user.name") + ", process "
                        + ProcessHandle.current().pid()));
    }

    /** A runtime whose jspawnhelper lost its run bit, or a sandbox, lets us start and nothing else. */
    private void checkChildProcess() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            int exitCode = new ProcessBuilder(java, "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            checks.add(
                    exitCode == 0
                            ? Check.ok("processes", "can be started")
                            : Check.fail("processes", java + " -version ended with exit code " + exitCode));
        } catch (IOException e) {
            checks.add(Check.fail(
                    "processes",
                    "cannot be started: " + e.getMessage() + "; has runtime/lib/jspawnhelper lost its run bit?"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkArchive() {
        Path archive = surroundings.pluginFolder().resolveSibling("lib").resolve("train.jsa");
        checks.add(
                Files.exists(archive)
                        ? Check.ok("start-up", "class archive " + archive)
                        : Check.warn(
                                "start-up",
                                "no class archive: jobs start slower; 'train warm' in the Dockerfile makes one"));
    }

    private void checkPlugins() {
        checks.add(Check.ok("runners", listed(plugins.runners())));
        checks.add(Check.ok("installers", listed(plugins.installers())));
        checks.add(Check.ok("probes", listed(plugins.probes())));
        checks.add(Check.ok("stores", listed(plugins.stores())));
        for (Plugin<CodeStore> store : plugins.stores()) {
            List<String> notes = store.instance().notes(surroundings.variables());
            if (!notes.isEmpty()) {
                checks.add(
                        Check.ok("store " + store.id(), surroundings.redactor().redact(String.join("\n", notes))));
            }
        }
        plugins.warnings().forEach(warning -> checks.add(Check.warn("plugins", warning)));
    }

    private static <T> String listed(List<Plugin<T>> found) {
        return found.isEmpty()
                ? "none"
                : found.stream()
                        .map(plugin ->
                                plugin.id() + " (" + Path.of(plugin.source()).getFileName() + ")")
                        .collect(Collectors.joining(", "));
    }

    private void checkHardware() {
        Hardware hardware = surroundings.startProbes(plugins).await().hardware();
        checks.add(Check.ok("CPUs", Integer.toString(hardware.cpus())));
        String accelerators = hardware.accelerators().stream()
                .map((Accelerator accelerator) ->
                        accelerator.kind() + " " + accelerator.name() + " " + accelerator.id())
                .collect(Collectors.joining("\n"));
        checks.add(Check.ok("devices", accelerators.isEmpty() ? "no accelerator found" : accelerators));
    }

    private void checkPrograms() {
        ExecutableSearch path = ExecutableSearch.of(surroundings.variables());
        checkProgram(
                path, List.of("python3", "python"), "Python programs cannot run, unless SAGEMAKER_PYTHON names one");
        checkProgram(path, List.of("sh"), "shell scripts cannot run");
        checkJava(path);
    }

    private void checkProgram(ExecutableSearch path, List<String> names, String otherwise) {
        checks.add(names.stream()
                .flatMap(name -> path.find(name).stream())
                .findFirst()
                .map(file -> Check.ok(names.get(0), file.toString()))
                .orElseGet(() -> Check.warn(names.get(0), "not on PATH: " + otherwise)));
    }

    private void checkJava(ExecutableSearch path) {
        Map<String, String> variables = surroundings.variables();
        String found = Stream.of("SAGEMAKER_JAVA", "JAVA_HOME")
                .filter(name -> !variables.getOrDefault(name, "").isEmpty())
                .map(name -> name + "=" + variables.get(name))
                .findFirst()
                .or(() -> path.find("java").map(Path::toString))
                .orElse("none in this image: JVM programs run on the runtime of train, "
                        + System.getProperty("java.home"));
        checks.add(Check.ok("java", found));
    }

    private void checkFolders() {
        if (!Files.isDirectory(layout.base())) {
            checks.add(
                    Check.warn("folders", "there is no " + layout.base() + "; SageMaker makes it when a job starts"));
            return;
        }
        Stream.of(
                        layout.codeDir(),
                        layout.modelDir(),
                        layout.outputDir(),
                        Path.of(System.getProperty("java.io.tmpdir")))
                .forEach(this::checkFolder);
    }

    private void checkFolder(Path folder) {
        Path existing = folder;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isWritable(existing)) {
            checks.add(Check.fail("folders", folder + " cannot be written to"));
            return;
        }
        try {
            long freeMegabytes = Files.getFileStore(existing).getUsableSpace() >> 20;
            checks.add(Check.ok("folders", folder + " can be written to, " + freeMegabytes + " MiB free"));
        } catch (IOException e) {
            checks.add(Check.warn("folders", folder + ": free space unknown: " + e));
        }
    }

    private void checkJob() {
        if (!Files.isDirectory(layout.inputConfigDir())) {
            checks.add(Check.ok("job", "none here: there is no " + layout.inputConfigDir()));
            return;
        }
        try {
            TrainingEnvironment job = JobReader.read(surroundings.variables());
            checks.add(Check.ok(
                    "job",
                    job.program().name().orElse("no program") + " on "
                            + job.cluster().currentHost()));
            checkPlan(job);
        } catch (JobException e) {
            checks.add(Check.fail("job", e.getMessage()));
        }
    }

    /** Without code there is no plan, and to fetch code is not for an examination. */
    private void checkPlan(TrainingEnvironment job) {
        if (!isFilled(layout.codeDir())) {
            checks.add(
                    Check.ok("plan", "none yet: there is no code in " + layout.codeDir() + "; 'train env' fetches it"));
            return;
        }
        try {
            PlannedJob planned = JobPreview.plan(surroundings, plugins, job);
            List<String> lines = new ArrayList<>(planned.plan().notes());
            lines.add(planned.runnerId() + " runs "
                    + surroundings
                            .redactor()
                            .commandLine(planned.plan().program().argv()));
            checks.add(Check.ok("plan", surroundings.redactor().redact(String.join("\n", lines))));
        } catch (JobException e) {
            checks.add(Check.fail("plan", surroundings.redactor().redact(e.getMessage())));
        }
    }

    private static boolean isFilled(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
