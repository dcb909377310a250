package io.smcontainers.core;

/** Whose problem an error is. The kind decides how much the failure text tells: only internal errors show a stack trace. */
public enum ErrorKind {
    /** The job is described or programmed wrongly; the user can correct it. */
    USER,
    /** Something outside the container did not do its part: a package index, S3, another host. */
    EXTERNAL,
    /** The machine ran out of something: disk, memory, permission. */
    RESOURCE,
    /** A defect of ours. */
    INTERNAL
}
