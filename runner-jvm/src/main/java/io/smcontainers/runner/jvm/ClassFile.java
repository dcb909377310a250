package io.smcontainers.runner.jvm;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The head of a class file (JVM specification, chapter 4): its version and its constants.
 *
 * @param major the version: that of Java plus 44
 * @param texts names, descriptors and strings in it
 * @param classes the classes it refers to, with slashes
 */
record ClassFile(int major, List<String> texts, List<String> classes) {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_OF_JAVA_0 = 44;

    /** Copies the lists. */
    ClassFile {
        texts = List.copyOf(texts);
        classes = List.copyOf(classes);
    }

    /**
     * Reads the head.
     *
     * @throws IOException if these bytes are no class file
     */
    static ClassFile parse(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("it is no class file");
        }
        in.readUnsignedShort();
        return parse(in.readUnsignedShort(), in);
    }

    private static ClassFile parse(int major, DataInputStream in) throws IOException {
        @Nullable String[] texts = new String[in.readUnsignedShort()];
        List<Integer> classIndexes = new ArrayList<>();
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classIndexes.add(in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++; // long and double take two places
                }
                default -> throw new IOException("it has a constant of the unknown kind " + tag);
            }
        }
        List<String> classes = new ArrayList<>();
        for (int index : classIndexes) {
            classes.add(Objects.requireNonNullElse(texts[index % texts.length], ""));
        }
        return new ClassFile(
                major, Arrays.stream(texts).filter(Objects::nonNull).toList(), classes);
    }

    /** Returns the oldest Java that can run it. */
    int feature() {
        return major - MAJOR_OF_JAVA_0;
    }

    /** Returns whether it has, as far as its constants tell, a main method. */
    boolean hasMainMethod() {
        return texts.contains("main") && texts.contains("([Ljava/lang/String;)V");
    }
}
