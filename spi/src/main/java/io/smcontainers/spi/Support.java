package io.smcontainers.spi;

/** Whether a plugin can do what it was asked about: yes, or no with the reason. */
public sealed interface Support {
    /** Returns a yes. */
    static Support yes() {
        return new Yes();
    }

    /**
     * Returns a no.
     *
     * @param reason why not, for a person whose job found nobody to run it: {@code 'train.jar' is not a Python program}
     */
    static Support no(String reason) {
        return new No(reason);
    }

    /** The plugin can. */
    record Yes() implements Support {}

    /**
     * The plugin cannot.
     *
     * @param reason why not
     */
    record No(String reason) implements Support {}
}
