package io.smcontainers.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIoReaderTest {
    private static final int MAGIC = RecordIoWriter.MAGIC;
    private static final byte[] ABC = "abc".getBytes(US_ASCII);
    private static final byte[] DEFGH = "defgh".getBytes(US_ASCII);

    @Test
    void readsWhatIsWrittenByteForByteInTheFormat() {
        byte[] stream = HexFormat.of().parseHex("0a23d7ce" + "03000000" + "61626300" + "0a23d7ce" + "00000000");

        assertThat(read(stream)).containsExactly(ABC, new byte[0]);
    }

    @Test
    void putsBackTheMagicNumbersAtWhichARecordWasCut() {
        byte[] stream =
                HexFormat.of().parseHex("0a23d7ce00000020" + "0a23d7ce0400004061626364" + "0a23d7ce0100006065000000");

        assertThat(read(stream)).containsExactly(HexFormat.of().parseHex("0a23d7ce" + "61626364" + "0a23d7ce" + "65"));
    }

    @Test
    void anEmptyStreamHasNoRecords() {
        assertThat(read(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1 << 20})
    void readsRecordsOfAllLengths(int longestPiece) {
        byte[][] records = IntStream.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1 << 18, 1 << 20)
                .mapToObj(length -> bytes(length, length))
                .toArray(byte[][]::new);
        byte[] stream = RecordIoWriter.stream(records);

        assertThat(read(reader(new ChoppedInput(stream, 1, longestPiece)))).containsExactly(records);
    }

    @Test
    void readsRecordsThatAreFullOfMagicNumbers() {
        byte[] unaligned = new byte[400_001];
        for (int at = 1; at + Integer.BYTES <= unaligned.length; at += Integer.BYTES) {
            System.arraycopy(RecordIoWriter.words(MAGIC), 0, unaligned, at, Integer.BYTES);
        }
        byte[][] records = {
            RecordIoWriter.words(MAGIC),
            RecordIoWriter.words(MAGIC, 0, 2, 3, MAGIC, MAGIC),
            RecordIoWriter.words(1, MAGIC),
            RecordIoWriter.words(IntStream.generate(() -> MAGIC).limit(100_000).toArray()),
            Arrays.copyOf(RecordIoWriter.words(MAGIC, MAGIC), 7),
            unaligned
        };

        assertThat(read(RecordIoWriter.stream(records))).containsExactly(records);
    }

    /** SageMaker's Python SDK writes every record as one part, whatever it holds. */
    @Test
    void aMagicNumberInsideAWholeRecordIsData() {
        byte[] record = RecordIoWriter.words(MAGIC, 1, MAGIC);

        assertThat(read(new RecordIoWriter().part(0, record).part(0, ABC).bytes()))
                .containsExactly(record, ABC);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsWhatWasWrittenAtRandom(long seed) {
        Random random = new Random(seed);
        byte[][] records = Stream.generate(() -> sprinkled(random)).limit(200).toArray(byte[][]::new);
        byte[] stream = RecordIoWriter.stream(records);

        assertThat(read(reader(new ChoppedInput(stream, seed, 1 << 17)))).containsExactly(records);
    }

    @Test
    void recordsAreReadOnlyAndKeepTheirBytes() {
        Iterator<ByteBuffer> records = reader(RecordIoWriter.stream(ABC, DEFGH)).iterator();
        ByteBuffer first = records.next();
        ByteBuffer second = records.next();

        assertThat(first.isReadOnly()).isTrue();
        assertThat(array(first)).isEqualTo(ABC);
        assertThat(array(second)).isEqualTo(DEFGH);
    }

    @Test
    void aRecordIsReadOnlyWhenAskedFor() {
        byte[] record = bytes(1, 10_000);
        ChoppedInput input = new ChoppedInput(RecordIoWriter.stream(record, record), 1, 100);
        Iterator<ByteBuffer> records = reader(input).iterator();
        assertThat(input.left()).isEqualTo(20_016);

        records.next();

        assertThat(input.left()).isBetween(9_909, 10_008);
    }

    @Test
    void theStreamIsClosedAfterItsLastRecord() {
        ChoppedInput input = new ChoppedInput(RecordIoWriter.stream(ABC), 1, 100);
        Iterator<ByteBuffer> records = reader(input).iterator();

        records.next();
        assertThat(input.isClosed()).isFalse();

        assertThat(records.hasNext()).isFalse();
        assertThat(input.isClosed()).isTrue();
        assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aClosedReaderHasNoMoreRecords() {
        RecordIoReader reader = reader(RecordIoWriter.stream(ABC, DEFGH));
        Iterator<ByteBuffer> records = reader.iterator();
        records.next();

        reader.close();

        assertThat(records.hasNext()).isFalse();
    }

    @Test
    void aStreamOfRecordsClosesTheReader() {
        ChoppedInput input = new ChoppedInput(RecordIoWriter.stream(ABC, DEFGH), 1, 100);

        try (Stream<ByteBuffer> records = reader(input).stream()) {
            assertThat(records.map(RecordIoReaderTest::array).findFirst()).hasValue(ABC);
        }

        assertThat(input.isClosed()).isTrue();
    }

    @Test
    void recordsCanBeIteratedOverOnce() {
        RecordIoReader reader = reader(RecordIoWriter.stream(ABC));
        reader.iterator();

        assertThatThrownBy(reader::stream)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("test.rec is a stream, whose records can be iterated over once only");
    }

    @Test
    void whatIsNotAPartIsToldWithItsPlaceAndStaysTold() {
        byte[] stream = RecordIoWriter.stream(ABC, DEFGH);
        stream[12] = 0x0b;
        Iterator<ByteBuffer> records = reader(stream).iterator();
        assertThat(array(records.next())).isEqualTo(ABC);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(records::hasNext)
                    .isInstanceOfSatisfying(
                            JobException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                    .hasMessage(
                            "test.rec, byte 12: expected 0xced7230a, which begins each part, but there is 0xced7230b."
                                    + " The stream is damaged, or is not RecordIO as MXNet writes it");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void aRecordBeginsWithAWholeOrFirstPart(int flag) {
        assertDamage(
                new RecordIoWriter().record(ABC).part(flag, ABC).bytes(),
                "test.rec, byte 12: the part has flag " + flag
                        + "; expected 0 (a record) or 1 (the first part of one)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 6, 7})
    void aFirstPartIsFollowedByAMiddleOrLastOne(int flag) {
        assertDamage(
                new RecordIoWriter().part(1, new byte[4]).part(flag, ABC).bytes(),
                "test.rec, byte 12: the part has flag " + flag
                        + "; expected 2 or 3 (a middle or the last part of the record begun)");
    }

    @Test
    void partsThatWereNotCutAtAMagicNumberAreRefused() {
        assertDamage(
                new RecordIoWriter().part(1, ABC).part(3, ABC).bytes(),
                "test.rec, byte 0: parts of a record end after 3 bytes, which dmlc-core cuts at multiples of 4 only");
    }

    @Test
    void aRecordOfTheLargestSizeIsReadAndALargerOneRefusedBeforeItsBytesAreThere() {
        byte[] header = RecordIoWriter.words(MAGIC, 9);

        assertThat(read(RecordIoReader.of(input(RecordIoWriter.stream(new byte[8])), "test.rec", 8)))
                .containsExactly(new byte[8]);
        assertThatThrownBy(() -> read(RecordIoReader.of(input(header), "test.rec", 8)))
                .isInstanceOf(JobException.class)
                .hasMessageStartingWith("test.rec, byte 0: the record has 9 bytes or more, over the limit of 8;"
                        + " if records are that large, pass a higher one to RecordIoReader.of.");
    }

    @Test
    void theLimitHoldsForAllPartsOfARecordTogether() {
        byte[] stream = RecordIoWriter.stream(RecordIoWriter.words(1, MAGIC, 2, MAGIC));

        assertThat(read(RecordIoReader.of(input(stream), "test.rec", 16))).hasSize(1);
        assertThatThrownBy(() -> read(RecordIoReader.of(input(stream), "test.rec", 15)))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("the record has 16 bytes or more, over the limit of 15");
    }

    @Test
    void aLimitIsPositive() {
        assertThatThrownBy(() -> RecordIoReader.of(input(ABC), "test.rec", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStreamThatEndsWithinARecordIsToldWhereverItEnds() {
        byte[] cut = RecordIoWriter.words(1, MAGIC, 2);
        byte[] stream = RecordIoWriter.stream(ABC, cut);
        int begin = RecordIoWriter.stream(ABC).length;

        assertThat(read(Arrays.copyOf(stream, begin))).containsExactly(ABC);
        for (int length = begin + 1; length < stream.length; length++) {
            Iterator<ByteBuffer> records = reader(Arrays.copyOf(stream, length)).iterator();
            assertThat(array(records.next())).isEqualTo(ABC);
            assertThatThrownBy(records::hasNext)
                    .isInstanceOf(JobException.class)
                    .hasMessage(
                            "test.rec, byte " + length + ": the stream ends within the record that begins at byte 12");
        }
    }

    @Test
    void damageAtAnyByteIsAnErrorOrOtherData() {
        byte[] sound = RecordIoWriter.stream(ABC, RecordIoWriter.words(1, MAGIC, MAGIC, 2), new byte[0], DEFGH);
        for (int at = 0; at < sound.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] damaged = sound.clone();
                damaged[at] = (byte) value;
                try {
                    assertThat(read(RecordIoReader.of(input(damaged), "test.rec", 1 << 16)))
                            .hasSizeBetween(1, 4);
                } catch (JobException e) {
                    assertThat(e).hasMessageStartingWith("test.rec, byte ");
                }
            }
        }
    }

    @Test
    void aStreamThatCannotBeReadIsToldWithItsPlace() {
        InputStream broken = new InputStream() {
            private int left = 5;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("the disk is gone");
                }
                return RecordIoWriter.words(MAGIC, 1)[4 - left];
            }

            @Override
            public int read(byte[] to, int start, int length) throws IOException {
                to[start] = (byte) read();
                return 1;
            }
        };

        assertDamage(broken, "test.rec, byte 5: java.io.IOException: the disk is gone");
    }

    private static void assertDamage(byte[] stream, String message) {
        assertDamage(input(stream), message);
    }

    private static void assertDamage(InputStream stream, String message) {
        assertThatThrownBy(() -> read(reader(stream)))
                .isInstanceOf(JobException.class)
                .hasMessageStartingWith(message);
    }

    private static List<byte[]> read(byte[] stream) {
        return read(reader(stream));
    }

    private static List<byte[]> read(RecordIoReader reader) {
        List<byte[]> records = new ArrayList<>();
        reader.forEach(record -> records.add(array(record)));
        return records;
    }

    private static RecordIoReader reader(byte[] stream) {
        return reader(input(stream));
    }

    private static RecordIoReader reader(InputStream stream) {
        return RecordIoReader.of(stream, "test.rec");
    }

    private static InputStream input(byte[] stream) {
        return new ByteArrayInputStream(stream);
    }

    private static byte[] array(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        return bytes;
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Returns a few random bytes, seldom many, with magic numbers here and there. */
    private static byte[] sprinkled(Random random) {
        byte[] record = bytes(random.nextLong(), random.nextInt(random.nextInt(20) == 0 ? 1 << 19 : 200));
        for (int count = random.nextInt(5); count > 0 && record.length >= Integer.BYTES; count--) {
            int at = random.nextInt(record.length - Integer.BYTES + 1);
            System.arraycopy(RecordIoWriter.words(MAGIC), 0, record, at, Integer.BYTES);
        }
        return record;
    }
}
