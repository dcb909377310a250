package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.PythonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments arrive byte for byte: no shell, no locale, no quoting comes between. */
class ArgumentsIT {
    private static final int VALUES_PER_JOB = 150;
    private static final List<String> AWKWARD = List.of(
            "", " ", "'", "\"", "\\", "\n", "$()", "$HOME", "`id`", ";", "&", "|", "*", "~", "-", "--", "é", "模型", "😀",
            "\uFEFF", "\u2028", "\u0007", "\r", "\t", "=", "#", "!", "%s", "{}", "a b", "@file", "-cp");

    /** Writes its arguments with a NUL behind each, which no argument can hold. */
    private static final String PYTHON = """
            import os, sys
            with open(os.path.join(os.environ["SAGEMAKER_BASE_DIR"], "seen"), "wb") as seen:
                for argument in sys.argv[1:]:
                    seen.write(os.fsencode(argument) + b"\\0")
            """;

    private static final String SHELL = "#!/bin/sh\nprintf '%s\\0' \"$@\" > \"$SAGEMAKER_BASE_DIR/seen\"\n";

    private static final String JAVA = """
            import java.io.OutputStream;
            import java.nio.file.*;

            class Train {
                public static void main(String[] args) throws Exception {
                    try (OutputStream seen = Files.newOutputStream(Path.of(System.getenv("SAGEMAKER_BASE_DIR"), "seen"))) {
                        for (String argument : args) {
                            seen.write((argument + "\\0").getBytes("UTF-8"));
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path base;

    @ParameterizedTest(name = "{0}, seed {2}")
    @MethodSource("programs")
    void everyArgumentArrivesByteForByte(String program, String source, long seed) throws Exception {
        JobFolder job = JobFolder.in(base).program(program).source(program, source);
        List<String> expected = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < VALUES_PER_JOB; i++) {
            String name = "v%03d".formatted(i);
            String value = value(random);
            job.hyperparameter(name, PythonText.json(TextNode.valueOf(value)));
            expected.addAll(List.of("--" + name, value));
        }
        // The toolkit strips quotes off a Python program's last argument (docs/decisions/0006): here it has none.
        job.hyperparameter("zzz", "last");
        expected.addAll(List.of("--zzz", "last"));

        Train.Result result = Train.built()
                .with("JAVA_HOME", System.getProperty("java.home"))
                .on(job)
                .run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        String seen = Files.readString(base.resolve("seen"));
        assertThat(Arrays.asList(seen.split("\0", -1)).subList(0, expected.size()))
                .isEqualTo(expected);
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int parts = random.nextInt(6); parts > 0; parts--) {
            if (random.nextBoolean()) {
                value.append(AWKWARD.get(random.nextInt(AWKWARD.size())));
            } else {
                value.appendCodePoint(codePoint(random));
            }
        }
        return value.toString();
    }

    /** Any but NUL, which no argument can hold, and surrogates, which are no characters. */
    private static int codePoint(Random random) {
        int c = 1 + random.nextInt(Character.MAX_CODE_POINT);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 'x' : c;
    }

    static List<Arguments> programs() {
        List<Arguments> programs = new ArrayList<>();
        for (long seed : new long[] {1, 2, System.nanoTime()}) {
            programs.add(Arguments.of("train.py", PYTHON, seed));
            programs.add(Arguments.of("train.sh", SHELL, seed));
            programs.add(Arguments.of("Train.java", JAVA, seed));
        }
        return programs;
    }
}
