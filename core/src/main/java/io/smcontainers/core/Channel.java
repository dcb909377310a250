package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A named input of the job.
 *
 * @param name such as {@code training}
 * @param path the folder of a File or FastFile channel; in Pipe mode it does not exist, see {@link #openEpoch}
 * @param description the channel's entry in {@code inputdataconfig.json}, with keys this library does not know too
 */
public record Channel(String name, Path path, JsonNode description) {
    /** How long {@link #openEpoch(int)} and {@link #recordsOfEpoch} wait for an epoch's data to begin: ten minutes. */
    public static final Duration DEFAULT_OPENING_LIMIT = Duration.ofMinutes(10);

    /** Returns how the data arrive: {@code File}, {@code Pipe} or {@code FastFile}; {@code File} if the file does not say. */
    public String inputMode() {
        return description.path("TrainingInputMode").asText("File");
    }

    /** Returns the MIME type the job names for the data. */
    public Optional<String> contentType() {
        return Optional.ofNullable(description.path("ContentType").textValue());
    }

    /**
     * Returns the FIFO that a Pipe channel's data come through.
     *
     * @param epoch the pass over the data, from 0; each has a FIFO of its own
     */
    public Path pipe(int epoch) {
        return path.resolveSibling(name + "_" + epoch);
    }

    /**
     * Opens an epoch of a Pipe channel, waiting up to {@link #DEFAULT_OPENING_LIMIT}.
     *
     * @param epoch the pass over the data, from 0
     * @return the epoch's data; the end of the stream is the end of the epoch
     * @throws JobException as {@link #openEpoch(int, Duration)}
     */
    public InputStream openEpoch(int epoch) {
        return openEpoch(epoch, DEFAULT_OPENING_LIMIT);
    }

    /**
     * Opens an epoch of a Pipe channel. Read the epochs of a channel in order, each once, and close one before you open the next:
     * the service may make an epoch's FIFO only then, so this method waits for it. Closing before the end is fine; the rest of the
     * epoch is lost. Channels do not depend on each other.
     *
     * <p>The stream is buffered. A thread that is interrupted while it reads gets an {@link java.io.IOException}, and the stream is
     * closed; closing it from another thread ends a read likewise.
     *
     * @param epoch the pass over the data, from 0
     * @param limit how long to wait until the FIFO is there and someone writes to it
     * @return the epoch's data; the end of the stream is the end of the epoch
     * @throws JobException if this is no Pipe channel, the FIFO cannot be opened, the limit has passed, or the thread is interrupted
     *     (which it stays)
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html">How
     *     SageMaker provides training information: Pipe mode</a>
     */
    public InputStream openEpoch(int epoch, Duration limit) {
        return new BufferedInputStream(new EpochOpener(this, epoch, limit).open(), EpochInputStream.CHUNK_BYTES);
    }

    /**
     * Opens an epoch of a Pipe channel whose data are RecordIO, as {@link #openEpoch(int)} does; errors in the data name channel,
     * epoch and byte.
     *
     * @param epoch the pass over the data, from 0
     * @throws JobException as {@link #openEpoch(int, Duration)}
     */
    public RecordIoReader recordsOfEpoch(int epoch) {
        EpochOpener opener = new EpochOpener(this, epoch, DEFAULT_OPENING_LIMIT);
        return RecordIoReader.of(opener.open(), opener.source());
    }
}
