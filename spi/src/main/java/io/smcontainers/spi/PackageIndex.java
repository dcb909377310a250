package io.smcontainers.spi;

import java.io.IOException;

/**
 * Gives installers, such as pip, access to a package index that asks for a login of its own. The launcher asks for it only in a
 * job that installs something.
 */
public interface PackageIndex {
    /** Returns the index's name: lower-case letters, digits and hyphens, unique among all indexes. */
    String id();

    /**
     * Says whether the job wants packages from this index. Asked in each job that installs something, so look at a variable
     * and at nothing else.
     *
     * @param job the job; its code has been fetched
     * @return yes, or no with the reason
     */
    Support supports(TrainingJob job);

    /**
     * Logs in.
     *
     * @param job as for {@link #supports}, which said yes
     * @return what installers need to know
     * @throws IOException if the index cannot be asked
     * @throws io.smcontainers.core.JobException saying what was asked for, what was answered and what to check
     */
    IndexAccess open(TrainingJob job) throws IOException;
}
