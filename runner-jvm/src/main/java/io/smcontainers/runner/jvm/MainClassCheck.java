package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.util.Optional;

/** Checks that a JVM can run a class, as far as that can be told cheaply, instead of letting it find out at line 1. */
final class MainClassCheck {
    private MainClassCheck() {}

    /**
     * Returns if nothing is known against it.
     *
     * @throws JobException if the class was compiled for a newer Java, or needs a module that is not there
     */
    static void require(FoundClass found, Jvm jvm) {
        Optional<JavaRelease> release = jvm.release();
        if (release.isEmpty()) {
            return;
        }
        requireVersion(found, jvm, release.get());
        requireModules(found, jvm, release.get());
    }

    private static void requireVersion(FoundClass found, Jvm jvm, JavaRelease release) {
        int needed = found.file().feature();
        if (needed > release.feature()) {
            throw new JobException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    found.name() + " in " + found.place() + " was compiled for Java " + needed
                            + " (class file version " + found.file().major() + "), and the Java here is "
                            + jvm.described() + ". Install Java " + needed + " or newer in the image ("
                            + JvmSearch.HOW_TO_CHOOSE + "), or compile with --release " + release.feature());
        }
    }

    private static void requireModules(FoundClass found, Jvm jvm, JavaRelease release) {
        for (String module : found.requiredModules()) {
            if (JdkModules.isOne(module) && release.lacks(module)) {
                throw lacking(module, "its module requires it", found, jvm);
            }
        }
        for (String reference : found.references()) {
            Optional<String> module = JdkModules.ofClass(reference);
            if (module.isPresent() && release.lacks(module.get())) {
                throw lacking(module.get(), "it uses " + reference.replace('/', '.'), found, jvm);
            }
        }
    }

    private static JobException lacking(String module, String why, FoundClass found, Jvm jvm) {
        return new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                found.name() + " in " + found.place() + " needs the module " + module + " (" + why
                        + "), which the Java here does not have: " + jvm.described()
                        + ". Install a JRE or JDK with all modules in the image (" + JvmSearch.HOW_TO_CHOOSE + ")");
    }
}
