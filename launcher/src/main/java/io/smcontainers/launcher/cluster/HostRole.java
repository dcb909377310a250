package io.smcontainers.launcher.cluster;

/** What a host does in a distributed job. */
public enum HostRole {
    /** Runs its program, whatever the other hosts do. */
    ALONE,

    /** Runs the same as every other host of the team, and succeeds or fails with them. */
    TOGETHER,

    /** Runs what starts processes on all hosts of the team; its outcome is the job's. */
    LEAD,

    /** Lets the leader start processes here, and ends as the leader says. */
    FOLLOW
}
