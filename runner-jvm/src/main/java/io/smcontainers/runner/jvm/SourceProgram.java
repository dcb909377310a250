package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.EntryPointCheck;

/**
 * A Java source file, which the {@code java} command compiles in memory and runs (JEP 330; from Java 22 on with the files that it
 * refers to, JEP 458).
 *
 * @param name its path in the code folder
 */
record SourceProgram(String name) implements JvmProgram {
    private static final int FIRST_JAVA = 11;
    private static final String COMPILER = "jdk.compiler";

    @Override
    public Start start(JvmLaunch launch) {
        EntryPointCheck.requireFile(launch.job());
        launch.jvm().release().ifPresent(release -> requireCompiler(launch.jvm(), release));
        return Start.of(name);
    }

    private void requireCompiler(Jvm jvm, JavaRelease release) {
        if (release.feature() < FIRST_JAVA) {
            throw unable(jvm, "which runs no source files; that takes Java " + FIRST_JAVA + " or newer");
        }
        if (release.lacks(COMPILER)) {
            throw unable(jvm, "which has no compiler (module " + COMPILER + "); that takes a JDK, not just a JRE");
        }
    }

    private JobException unable(Jvm jvm, String why) {
        return new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "'" + name + "' is a Java source file, and the Java here is " + jvm.described() + ", " + why
                        + ". Install a JDK in the image (" + JvmSearch.HOW_TO_CHOOSE
                        + "), or compile the program and name its class or jar");
    }
}
