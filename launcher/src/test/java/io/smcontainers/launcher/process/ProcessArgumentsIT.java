package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessArgumentsIT {
    private static final int LISTS = 200;

    /** What shells, and Python's way of quoting for one, stumble over. */
    private static final List<String> SPECIALS = List.of(
            "",
            " ",
            "  a  ",
            "'",
            "\"",
            "\\",
            "\\\\n",
            "`id`",
            "$(id)",
            "${HOME}",
            "$HOME",
            "*",
            "?",
            "~",
            "!",
            "#",
            ";",
            "&",
            "&&",
            "|",
            ">",
            "<",
            "(",
            ")",
            "[a]",
            "{a,b}",
            "\n",
            "a\nb\n",
            "\r",
            "\t",
            "-",
            "--",
            "--help",
            "-c",
            "=",
            "a=b",
            "%s",
            "\\0",
            "\u0001",
            "\u007f",
            "\u0085",
            "\u200b",
            "\ufeff",
            "\ufffd",
            "é",
            "e\u0301",
            "例",
            "😀",
            "👩‍👩‍👧",
            "true",
            "null",
            "[1, 'a']",
            "{\"a\": \"b\"}",
            "\"\"",
            "''");

    @Test
    void argumentsArriveInPythonByteForByte() {
        // The interpreter itself: python3 on PATH may be a script that looks for it, each time for long.
        TestProcess search = new TestProcess();
        search.run("python3", "-c", "import sys; print(sys.executable, end='')");
        assertArrive(
                search.stdout.text(),
                "-I",
                "-S",
                TestProcess.PROGRAMS.resolve("dump_arguments.py").toString());
    }

    @Test
    void argumentsArriveInAShellScriptByteForByte() {
        assertArrive(TestProcess.PROGRAMS.resolve("dump-arguments.sh").toString());
    }

    private static void assertArrive(String... program) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < LISTS; i++) {
            List<String> arguments = arguments(random);
            TestProcess process = new TestProcess();

            List<String> argv = new ArrayList<>(List.of(program));
            argv.addAll(arguments);
            OutputTargets targets = new OutputTargets(process.stdout, process.stderr);
            assertThat(process.run(argv, TestProcess.ENVIRONMENT, targets).exitCode())
                    .isZero();

            assertThat(split(process.stdout.text())).as("seed %d", seed).isEqualTo(arguments);
        }
    }

    private static List<String> split(String output) {
        // Behind the last NUL there is nothing, which split leaves out if told so.
        List<String> parts = new ArrayList<>(Arrays.asList(output.split("\0", -1)));
        assertThat(parts.remove(parts.size() - 1)).isEmpty();
        return parts;
    }

    private static List<String> arguments(Random random) {
        List<String> arguments = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            arguments.add(argument(random));
        }
        return arguments;
    }

    private static String argument(Random random) {
        StringBuilder argument = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            if (random.nextBoolean()) {
                argument.append(SPECIALS.get(random.nextInt(SPECIALS.size())));
            } else {
                argument.appendCodePoint(codePoint(random));
            }
        }
        return argument.toString();
    }

    /** Any but NUL, which no argument can hold, and half surrogate pairs, which no text can. */
    private static int codePoint(Random random) {
        int codePoint = 1 + random.nextInt(random.nextBoolean() ? 0x7f : 0x10ffff);
        return codePoint >= 0xd800 && codePoint <= 0xdfff ? 'x' : codePoint;
    }
}
