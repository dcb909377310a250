package io.smcontainers.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a program's command, for what starts it in its own way: {@code torchrun} takes the place of the interpreter, a
 * template of the user's says where program and arguments go.
 *
 * @param interpreter what a launcher made for this kind of program brings itself, such as {@code /usr/bin/python3}; empty if there
 *     are no such launchers
 * @param program the program as such launchers take it: {@code train.py}, {@code -m} and {@code pkg.train}, or a path
 * @param arguments of the program
 */
public record ProgramForm(List<String> interpreter, List<String> program, List<String> arguments) {
    /** Copies the lists. */
    public ProgramForm {
        interpreter = List.copyOf(interpreter);
        program = List.copyOf(program);
        arguments = List.copyOf(arguments);
    }

    /** Returns the form of a command of whose parts nothing is known: all of it is the program. */
    static ProgramForm of(Command command) {
        return new ProgramForm(List.of(), command.argv(), List.of());
    }

    /** Returns all parts in their order, which is the command without a cluster launcher. */
    public List<String> argv() {
        List<String> argv = new ArrayList<>(interpreter);
        argv.addAll(program);
        argv.addAll(arguments);
        return List.copyOf(argv);
    }
}
