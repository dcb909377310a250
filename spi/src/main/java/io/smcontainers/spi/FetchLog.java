package io.smcontainers.spi;

/**
 * Is told how a fetch goes. What it is told is shown to people: log lines, and of a fetch that takes long how far it is.
 * Safe for use by several threads.
 */
public interface FetchLog {
    /** Tells what people may want to know, such as that a place was looked for elsewhere. Secrets are masked. */
    void info(String message);

    /** Tells what may not be as people think, such as a connection that broke off. Secrets are masked. */
    void warn(String message);

    /**
     * Tells how much there will be; more of it may be told later.
     *
     * @param bytes to add to what was told before
     */
    void expected(long bytes);

    /**
     * Tells that something arrived.
     *
     * @param bytes to add to what was told before
     */
    void received(long bytes);
}
