package io.smcontainers.runner.jvm;

import io.smcontainers.spi.TrainingJob;

/**
 * A job on its way to a JVM.
 *
 * @param job the job
 * @param parameters what it asks of this runner
 * @param jvm what runs it
 * @param classPath where the JVM looks for classes
 */
record JvmLaunch(TrainingJob job, JvmParameters parameters, Jvm jvm, ClassPath classPath) {
    /**
     * Checks that a class is there and that the JVM can run it.
     *
     * @param name the class
     * @param origin who names it, for the error: {@code hyperparameters.json: 'sagemaker_main_class' is}
     */
    void requireMainClass(String name, String origin) {
        ClassSearch search = new ClassSearch(classPath);
        MainClassCheck.require(
                search.find(name).orElseThrow(() -> MissingClass.error(name, origin, classPath, search)), jvm);
    }
}
