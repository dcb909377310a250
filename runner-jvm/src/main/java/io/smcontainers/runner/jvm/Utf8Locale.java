package io.smcontainers.runner.jvm;

import io.smcontainers.spi.Command;
import io.smcontainers.spi.TrainingJob;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets the program see text as it is. A JVM takes the encoding of arguments, variables and file names from the locale; most
 * images set none, which means ASCII, and an argument {@code é} would arrive as a question mark. So where there is no locale
 * the program gets the one that Python gives itself there (PEP 538). One that the user has set stays.
 */
final class Utf8Locale {
    private Utf8Locale() {}

    static Command in(Command command, TrainingJob job) {
        boolean fixed = job.variable("LC_ALL").isPresent();
        return fixed || !isPlain(job) ? command : command.withVariable("LC_CTYPE", "C.UTF-8");
    }

    private static boolean isPlain(TrainingJob job) {
        return Stream.of("LC_CTYPE", "LANG")
                .map(job::variable)
                .flatMap(Optional::stream)
                .findFirst()
                .map(locale -> locale.equals("C") || locale.equals("POSIX"))
                .orElse(true);
    }
}
