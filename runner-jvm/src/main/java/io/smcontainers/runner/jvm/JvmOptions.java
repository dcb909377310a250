package io.smcontainers.runner.jvm;

import io.smcontainers.spi.TrainingJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM's options: ours for a training container, then the user's. Of ours, none is set that the user sets, be it in {@code
 * sagemaker_jvm_options} or in one of the variables that a JVM itself reads, which would otherwise lose against a command line.
 */
final class JvmOptions {
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Options whose value is the next word. */
    private static final List<String> WITH_VALUE = List.of(
            "--add-exports",
            "--add-modules",
            "--add-opens",
            "--add-reads",
            "--enable-native-access",
            "--illegal-native-access",
            "--limit-modules",
            "--module-path",
            "-p",
            "--patch-module",
            "--source",
            "--upgrade-module-path");

    private static final List<String> NOT_THE_USERS =
            List.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module");

    private final List<String> users;
    private final List<String> all = new ArrayList<>();

    private JvmOptions(List<String> users) {
        this.users = users;
    }

    static List<String> of(TrainingJob job, JvmParameters parameters, Jvm jvm) {
        requireOptions(parameters.options());
        List<String> users = new ArrayList<>(parameters.options());
        for (String variable : VARIABLES) {
            users.addAll(List.of(job.variable(variable).orElse("").split("\\s+")));
        }
        JvmOptions options = new JvmOptions(users);
        if (jvm.isAtLeast(9) || isLate8(jvm)) {
            options.addDefaults();
        }
        if (parameters.heapDump()) {
            options.addHeapDump(job.environment().layout().outputDataDir());
        }
        options.all.addAll(parameters.options());
        return options.all;
    }

    /** The container's memory limit counts as the machine's memory from Java 10 and 8u191 on; the option came with it. */
    private static boolean isLate8(Jvm jvm) {
        String version = jvm.release().map(JavaRelease::version).orElse("");
        String update = version.startsWith("1.8.0_") ? version.substring("1.8.0_".length()) : "";
        return update.matches("\\d{3,}.*") && Integer.parseInt(update.substring(0, 3)) >= 191;
    }

    private void addDefaults() {
        unless("-XX:MaxRAMPercentage=75", "-Xmx", "-XX:MaxHeapSize=", "-XX:MaxRAMPercentage=", "-XX:MaxRAMFraction=");
        unless("-XX:+ExitOnOutOfMemoryError", flag("ExitOnOutOfMemoryError"), flag("CrashOnOutOfMemoryError"));
    }

    private void addHeapDump(Path folder) {
        unless("-XX:+HeapDumpOnOutOfMemoryError", flag("HeapDumpOnOutOfMemoryError"));
        unless("-XX:HeapDumpPath=" + folder, "-XX:HeapDumpPath=");
    }

    /** Stands for both {@code -XX:+Flag} and {@code -XX:-Flag}. */
    private static String flag(String name) {
        return "-XX:?" + name;
    }

    private void unless(String option, String... keys) {
        for (String users : this.users) {
            String either =
                    users.startsWith("-XX:+") || users.startsWith("-XX:-") ? "-XX:?" + users.substring(5) : users;
            for (String key : keys) {
                if (either.startsWith(key)) {
                    return;
                }
            }
        }
        all.add(option);
    }

    /** A word that is no option would be taken for the main class, and the main class for its first argument. */
    private static void requireOptions(List<String> options) {
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
            if (NOT_THE_USERS.contains(name)) {
                throw wrong(
                        option,
                        "the class path goes into '" + JvmParameters.CLASS_PATH
                                + "', the program into 'sagemaker_program'");
            }
            boolean isValue = i > 0 && WITH_VALUE.contains(options.get(i - 1));
            if (!isValue && !option.startsWith("-") && !option.startsWith("@")) {
                throw wrong(option, "expected options of the java command, which start with '-', such as -Xmx4g");
            }
        }
    }

    private static RuntimeException wrong(String option, String expected) {
        return JvmParameters.wrong(JvmParameters.OPTIONS, "a list with '" + option + "'", expected);
    }
}
