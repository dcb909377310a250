package io.smcontainers.runner.jvm;

/**
 * A class with a main method, found on the class path.
 *
 * @param name its name
 */
record ClassProgram(String name) implements JvmProgram {
    @Override
    public Start start(JvmLaunch launch) {
        launch.requireMainClass(name, ProgramOrigin.of(launch.job()));
        return Start.of(name);
    }
}
