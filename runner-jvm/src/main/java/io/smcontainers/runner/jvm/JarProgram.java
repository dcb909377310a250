package io.smcontainers.runner.jvm;

import io.smcontainers.spi.EntryPointCheck;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A jar with a main class, named by its manifest or by the job. It runs by class path and not with {@code -jar}, which would
 * leave out all other jars; what {@code -jar} reads in the manifest is done all the same.
 *
 * @param name its path in the code folder
 */
record JarProgram(String name) implements JvmProgram {
    @Override
    public List<Path> ownJars(Path codeDir) {
        return List.of(codeDir.resolve(name));
    }

    @Override
    public Start start(JvmLaunch launch) {
        EntryPointCheck.requireFile(launch.job());
        Path file = launch.job().codeDir().resolve(name);
        // Open until the class is found in it, so that it is read once.
        try (CodeJar jar = CodeJar.openProgram(file, name)) {
            return start(launch, jar);
        } catch (UncheckedIOException e) {
            throw CodeJar.broken(file, name, e.getCause());
        }
    }

    private Start start(JvmLaunch launch, CodeJar jar) {
        JarManifest manifest = jar.manifest();
        String named = launch.parameters().mainClassOfJar();
        String mainClass =
                named != null ? named : manifest.mainClass().orElseThrow(() -> MissingClass.noMainClass(name, jar));
        launch.requireMainClass(
                mainClass,
                named != null
                        ? "hyperparameters.json: '" + JvmParameters.MAIN_CLASS + "' is"
                        : name + ": Main-Class in " + JarManifest.NAME + " is");
        return new Start(mainClass, manifest.options(launch.jvm()), manifest.notes(name));
    }
}
