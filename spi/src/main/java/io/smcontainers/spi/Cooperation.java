package io.smcontainers.spi;

/** What a plan says of the other hosts of the job. */
public enum Cooperation {
    /** Nothing: if the job asks for a cluster launcher, such as MPI, the launcher has it start the program. */
    AS_THE_JOB_SAYS,

    /**
     * The plan's program is itself what starts the processes of this host, and every host of the distribution runs it, as with
     * {@code torchrun}. The hosts succeed or fail together: if one fails or is lost, the others are ended.
     */
    TOGETHER,

    /** The program sees to the other hosts itself, whatever the job asks for. */
    BY_THE_PROGRAM
}
