package io.smcontainers.store.s3;

import io.smcontainers.spi.FetchLog;

/** For what goes on in the background, where nobody waits for it. */
enum SilentLog implements FetchLog {
    /** The only one. */
    INSTANCE;

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void expected(long bytes) {}

    @Override
    public void received(long bytes) {}
}
