package io.smcontainers.launcher.log;

/** How sure it is, by its name, that a value is a secret. In order: the later, the surer. */
enum Secrecy {
    /** It is none. */
    OPEN,
    /** A {@code key} of any kind: what opens a door, or the name of a column. The value decides. */
    LIKELY,
    /** It is one, whatever it looks like. */
    CERTAIN;

    Secrecy or(Secrecy other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
