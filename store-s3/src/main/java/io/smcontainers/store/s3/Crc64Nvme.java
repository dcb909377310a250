package io.smcontainers.store.s3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * The CRC-64 of the NVM Express specification, which S3 makes of every object that comes without another checksum. The JDK does not have
 * it, and the SDK has it in a native library of 20 MB only. Takes eight bytes at a time (slicing by eight).
 */
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final int SLICES = 8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[][] TABLES = tables();

    private long crc = -1;

    private static long[][] tables() {
        long[][] tables = new long[SLICES][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value >>> 1) ^ ((value & 1) == 0 ? 0 : REFLECTED_POLYNOMIAL);
            }
            tables[0][i] = value;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int i = 0; i < 256; i++) {
                long before = tables[slice - 1][i];
                tables[slice][i] = (before >>> 8) ^ tables[0][(int) before & 0xFF];
            }
        }
        return tables;
    }

    @Override
    public void update(int value) {
        crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ value) & 0xFF];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        long value = crc;
        long[][] t = TABLES;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            value ^= (long) LONGS.get(bytes, at);
            value = t[7][(int) value & 0xFF]
                    ^ t[6][(int) (value >>> 8) & 0xFF]
                    ^ t[5][(int) (value >>> 16) & 0xFF]
                    ^ t[4][(int) (value >>> 24) & 0xFF]
                    ^ t[3][(int) (value >>> 32) & 0xFF]
                    ^ t[2][(int) (value >>> 40) & 0xFF]
                    ^ t[1][(int) (value >>> 48) & 0xFF]
                    ^ t[0][(int) (value >>> 56)];
        }
        crc = value;
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }
}
