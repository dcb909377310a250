package io.smcontainers.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Epochs of Pipe channels. Java cannot make a FIFO, so most tests run {@code mkfifo}, and are skipped where there is none. */
@Timeout(60)
class EpochTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

    @TempDir
    private Path base;

    private Channel channel;

    @BeforeEach
    void layOutAJob() throws IOException {
        channel = channel("{\"TrainingInputMode\": \"Pipe\"}");
        Files.createDirectories(base.resolve("input/data"));
    }

    @Test
    void anEpochIsReadToItsEnd() throws Exception {
        makeFifo(0);
        BackgroundTask<Void> service = write(0, "a,b\n".getBytes(UTF_8));

        try (InputStream data = channel.openEpoch(0)) {
            assertThat(data.read()).isEqualTo('a');
            assertThat(data.readAllBytes()).asString().isEqualTo(",b\n");
            assertThat(data.read()).isEqualTo(-1);
        }
        service.result();
    }

    @Test
    void aFifoThatAppearsLateIsWaitedFor() throws Exception {
        BackgroundTask<String> reader = BackgroundTask.start(() -> text(channel.openEpoch(0, FOR_EVER)));
        reader.awaitState(Thread.State.TIMED_WAITING);

        makeFifo(0);
        write(0, "late".getBytes(UTF_8)).result();

        assertThat(reader.result()).isEqualTo("late");
    }

    /** The service makes the next FIFO when the one before has been read, and removes that. */
    @Test
    void epochsAreReadOneAfterTheOther() throws Exception {
        makeFifo(0);
        BackgroundTask<Void> service = BackgroundTask.start(() -> {
            for (int epoch = 0; epoch < 3; epoch++) {
                write(epoch, RecordIoWriter.stream(("epoch " + epoch).getBytes(UTF_8)))
                        .result();
                Files.delete(channel.pipe(epoch));
                makeFifo(epoch + 1);
            }
            return null;
        });

        for (int epoch = 0; epoch < 3; epoch++) {
            try (RecordIoReader records = channel.recordsOfEpoch(epoch)) {
                assertThat(records.stream().map(record -> UTF_8.decode(record).toString()))
                        .containsExactly("epoch " + epoch);
            }
        }
        service.result();
    }

    @Test
    void aMegabyteComesThrough() throws Exception {
        byte[] record = new byte[1 << 20];
        Arrays.fill(record, (byte) 7);
        makeFifo(0);
        BackgroundTask<Void> service = write(0, RecordIoWriter.stream(record, record));

        try (RecordIoReader records = channel.recordsOfEpoch(0)) {
            assertThat(records).containsExactly(ByteBuffer.wrap(record), ByteBuffer.wrap(record));
        }
        service.result();
    }

    @Test
    void aWriterThatEndsWithinARecordIsToldWithChannelEpochAndByte() throws Exception {
        makeFifo(3);
        BackgroundTask<Void> service = write(3, Arrays.copyOf(RecordIoWriter.stream(new byte[4], new byte[100]), 50));

        try (RecordIoReader records = channel.recordsOfEpoch(3)) {
            Iterator<ByteBuffer> iterator = records.iterator();
            iterator.next();
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(JobException.class)
                    .hasMessage("channel 'training', epoch 3, byte 50: "
                            + "the stream ends within the record that begins at byte 12");
        }
        service.result();
    }

    @Test
    void closingEarlyEndsTheWriter() throws Exception {
        makeFifo(0);
        BackgroundTask<Void> service = write(0, new byte[1 << 20]);

        channel.openEpoch(0).close();

        assertThatThrownBy(service::result).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aPlainFileIsAsGoodAsAFifo() throws IOException {
        Files.writeString(channel.pipe(0), "from a test");

        assertThat(text(channel.openEpoch(0))).isEqualTo("from a test");
    }

    @Test
    void aFifoThatNeverComesIsToldWithWhatToCheck() {
        assertProblem(() -> channel.openEpoch(1, SHORT), ErrorCode.DEPENDENCY_UNAVAILABLE)
                .hasMessage("channel 'training', epoch 1: waited 0.03 s for " + channel.pipe(1)
                        + ", which is not there; expected a FIFO, made by the service for a channel whose TrainingInputMode is Pipe."
                        + " Read epochs in order from 0, each once, and close one before the next is opened");
    }

    @Test
    void aFolderOfFilesInsteadOfAFifoIsTold() throws IOException {
        Files.createDirectories(channel.path());

        assertProblem(() -> channel.openEpoch(1, SHORT), ErrorCode.DEPENDENCY_UNAVAILABLE)
                .hasMessageContaining(channel.pipe(1) + ", which is not there, while " + channel.path()
                        + " is a folder, as in File mode;");
    }

    @Test
    void aFifoThatNobodyWritesToIsToldAndCanBeOpenedLater() throws Exception {
        makeFifo(1);

        assertProblem(() -> channel.openEpoch(1, SHORT), ErrorCode.DEPENDENCY_UNAVAILABLE)
                .hasMessageContaining(
                        "waited 0.03 s for " + channel.pipe(1) + ", which is there, but nobody writes to it;");

        awaitNoOpener();
        BackgroundTask<Void> service = write(1, "now".getBytes(UTF_8));
        assertThat(text(channel.openEpoch(1))).isEqualTo("now");
        service.result();
    }

    @Test
    void aFileChannelIsNotOpenedAsAPipe() {
        Channel files = channel("{\"TrainingInputMode\": \"FastFile\"}");

        assertProblem(() -> files.openEpoch(1), ErrorCode.INVALID_CONFIGURATION)
                .hasMessage("channel 'training', epoch 1: the channel's TrainingInputMode in inputdataconfig.json is"
                        + " 'FastFile', so its data are the files in " + files.path()
                        + "; read those, or create the job with input mode Pipe");
    }

    @Test
    void aFolderInPlaceOfTheFifoIsAnError() throws IOException {
        Files.createDirectories(channel.pipe(1));

        assertProblem(() -> channel.openEpoch(1), ErrorCode.IO_FAILED)
                .hasMessage("channel 'training', epoch 1: opening " + channel.pipe(1)
                        + " failed: java.io.IOException: it is a folder");
    }

    @Test
    void aFifoThatMayNotBeReadIsAnError() throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may read everything");
        Files.writeString(channel.pipe(1), "secret");
        Files.setPosixFilePermissions(channel.pipe(1), PosixFilePermissions.fromString("-w-------"));

        assertProblem(() -> channel.openEpoch(1), ErrorCode.PERMISSION_DENIED)
                .hasMessage("channel 'training', epoch 1: " + channel.pipe(1) + " may not be read by this user");
    }

    @Test
    void epochsAreCountedFromZero() {
        assertThatThrownBy(() -> channel.openEpoch(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epoch -1; expected 0 for the first pass over the data");
    }

    @Test
    void waitingForAFifoCanBeInterrupted() throws Exception {
        BackgroundTask<InputStream> reader = BackgroundTask.start(() -> channel.openEpoch(0, FOR_EVER));
        reader.awaitState(Thread.State.TIMED_WAITING);

        assertInterrupted(reader);
    }

    @Test
    void waitingForAWriterCanBeInterrupted() throws Exception {
        makeFifo(0);
        BackgroundTask<InputStream> reader = BackgroundTask.start(() -> channel.openEpoch(0, FOR_EVER));
        while (openers() == 0) {
            Thread.onSpinWait();
        }

        assertInterrupted(reader);
        awaitNoOpener();
    }

    @Test
    void readingCanBeInterrupted() throws Exception {
        makeFifo(0);
        try (RandomAccessFile writer = heldOpen(channel.pipe(0));
                InputStream data = channel.openEpoch(0)) {
            writer.write(5);
            assertThat(data.read()).isEqualTo(5);
            BackgroundTask<Integer> reader = BackgroundTask.start(data::read);

            reader.interrupt();

            assertThatThrownBy(reader::result)
                    .hasRootCauseInstanceOf(ClosedByInterruptException.class)
                    .cause()
                    .hasMessageStartingWith("reading " + channel.pipe(0) + " failed at byte 1: ");
        }
    }

    @Test
    void closingFromAnotherThreadEndsARead() throws Exception {
        makeFifo(0);
        try (RandomAccessFile writer = heldOpen(channel.pipe(0))) {
            RecordIoReader records = channel.recordsOfEpoch(0);
            writer.write(0x0a);
            BackgroundTask<Boolean> reader =
                    BackgroundTask.start(() -> records.iterator().hasNext());
            reader.awaitState(Thread.State.RUNNABLE);

            records.close();

            try {
                assertThat(reader.result()).isFalse();
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOf(JobException.class)
                        .hasMessageStartingWith("channel 'training', epoch 0, byte ");
            }
        }
    }

    private Channel channel(String description) {
        return new JobFolder(base)
                .inputDataConfig("{\"training\": " + description + "}")
                .read()
                .channel("training");
    }

    private void makeFifo(int epoch) throws IOException, InterruptedException {
        Path fifo = channel.pipe(epoch);
        try {
            assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                    .isZero();
        } catch (IOException e) {
            assumeTrue(false, "needs mkfifo: " + e.getMessage());
        }
    }

    private BackgroundTask<Void> write(int epoch, byte[] data) {
        return BackgroundTask.start(() -> {
            Files.write(channel.pipe(epoch), data);
            return null;
        });
    }

    /** Opens a FIFO for reading and writing, which does not wait for anyone. */
    private static RandomAccessFile heldOpen(Path fifo) throws IOException {
        return new RandomAccessFile(fifo.toFile(), "rw");
    }

    private static String text(InputStream data) throws IOException {
        try (data) {
            return new String(data.readAllBytes(), UTF_8);
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertProblem(
            ThrowingCallable opening, ErrorCode code) {
        return assertThatThrownBy(opening).isInstanceOfSatisfying(JobException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private void assertInterrupted(BackgroundTask<?> reader) {
        reader.interrupt();

        assertThatThrownBy(reader::result)
                .cause()
                .isInstanceOf(JobException.class)
                .hasMessage("channel 'training', epoch 0: interrupted while waiting for " + channel.pipe(0));
        assertThat(reader.wasInterruptedAtItsEnd()).isTrue();
    }

    private static long openers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("open training_"))
                .count();
    }

    private static void awaitNoOpener() {
        while (openers() > 0) {
            Thread.onSpinWait();
        }
    }
}
