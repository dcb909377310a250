package io.smcontainers.launcher.command;

import io.smcontainers.launcher.Launcher;
import io.smcontainers.launcher.Main;
import io.smcontainers.launcher.Surroundings;
import io.smcontainers.launcher.code.FileTrees;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.OwnChildren;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs jobs that do nothing, so that the JVM, started by {@code bin/train warm} with the right flags, writes an archive of the
 * classes that a job needs (AppCDS).
 */
@Command(
        name = "warm",
        mixinStandardHelpOptions = true,
        description = {
            "Makes every later start faster: writes archives of loaded classes,",
            "lib/train.jsa and, for jobs with code or output on S3, lib/train-s3.jsa.",
            "For a Dockerfile: RUN /opt/sagemaker-containers/bin/train warm"
        })
final class WarmCommand implements Callable<Integer> {
    private static final byte[] SHELL_PROGRAM = "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.US_ASCII);

    private final Surroundings surroundings;

    /** {@code bin/train} warms twice: the classes of the AWS SDK are many, and no use to a job without S3. */
    @Option(names = "--s3", hidden = true)
    private boolean s3;

    WarmCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        int shell = run("train.sh", SHELL_PROGRAM, Map.of());
        // Whether the image has Python or not: the classes are the same, and this is a program that ends at once.
        run("train.py", new byte[0], Map.of("SAGEMAKER_PYTHON", "/bin/true"));
        run("train.jar", jar(), Map.of("SAGEMAKER_JAVA", System.getProperty("java.home")));
        if (s3) {
            runFromS3();
        }
        // The archive is written when the JVM exits in the ordinary way, which Main does not.
        System.exit(shell);
        return shell;
    }

    /** Nearly every job's code comes from there. Without the store, or behind a proxy, this job fails, and that is all. */
    private void runFromS3() throws IOException {
        try (WarmServer server = new WarmServer("train.sh", SHELL_PROGRAM)) {
            Map<String, String> variables = Map.of(
                    "SAGEMAKER_SUBMIT_DIRECTORY", "s3://warm/sourcedir.tar.gz",
                    "SAGEMAKER_CODE_POLICY", "replace",
                    "SAGEMAKER_S3_PATIENCE_SECONDS", "5",
                    "S3_ENDPOINT_URL", server.url(),
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "none",
                    "AWS_SECRET_ACCESS_KEY", "none");
            run("train.sh", SHELL_PROGRAM, variables);
        }
    }

    private int run(String name, byte[] content, Map<String, String> variables) throws IOException {
        Path base = Files.createTempDirectory("train-warm");
        try {
            Path config = Files.createDirectories(base.resolve("input/config"));
            Files.writeString(
                    config.resolve("hyperparameters.json"),
                    "{\"sagemaker_program\":\"" + name
                            // A JVM with this option tells its version and ends.
                            + "\",\"sagemaker_jvm_options\":\"--version\",\"epochs\":\"1\",\"rate\":\"0.1\",\"api_token\":\"none-of-yours\"}");
            Files.writeString(
                    config.resolve("inputdataconfig.json"), "{\"training\":{\"TrainingInputMode\":\"File\"}}");
            Files.writeString(
                    config.resolve("resourceconfig.json"), "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]}");
            Files.write(Files.createDirectories(base.resolve("code")).resolve(name), content);
            Map<String, String> all = new LinkedHashMap<>(surroundings.variables());
            all.put("SAGEMAKER_BASE_DIR", base.toString());
            all.putAll(variables);
            return new Launcher(silent(all)).run();
        } finally {
            FileTrees.delete(base);
        }
    }

    /** Any class will do, for it does not come to run. */
    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        String file = Main.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream in = Main.class.getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new ZipEntry(file));
            in.transferTo(jar);
        }
        return bytes.toByteArray();
    }

    private Surroundings silent(Map<String, String> variables) {
        Redactor redactor = surroundings.redactor();
        return new Surroundings(
                variables,
                surroundings.pluginFolder(),
                OutputTargets.discarded(),
                new JobLog(OutputStream.nullOutputStream(), Clock.systemUTC(), redactor),
                redactor,
                new JobSignals(),
                new OwnChildren());
    }
}
