package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import java.util.List;

/** What the shells say (bash, dash, BusyBox's), and the tools that scripts are made of. */
final class ShellErrors {
    private static final String REASON = "(?:No such file or directory|Permission denied|Is a directory|Not a directory"
            + "|Read-only file system|Exec format error|exec format error|Argument list too long|Cannot allocate memory)";

    static final List<ErrorRecognizer> RECOGNIZERS = List.of(
            // bash and BusyBox name the line: "train.sh: line 3: foo: command not found". They tell
            // of a signal so, too, and below a syntax error they quote the line.
            ErrorPattern.of(
                    "bash-error",
                    Certainty.LIKELY,
                    "[^:\\s]++(?: [^:\\s]++)?+: line \\d++: (?!warning: |`)(?!.*\\bTerminated\\b).*+",
                    ": line "),
            // dash: "train.sh: 3: foo: not found".
            ErrorPattern.of(
                    "dash-error",
                    Certainty.LIKELY,
                    "[^:\\s]++: (?:line )?+\\d++: (?!warning: )(?:[^:]*+: )?(?:not found|Permission denied|Syntax error|cannot |can't |parameter"
                            + " not set|[Bb]ad |Illegal|[Ii]llegal|arithmetic expression|.*is (?:unset|not set)).*+",
                    ": "),
            ErrorPattern.of(
                    "command-not-found",
                    Certainty.LIKELY,
                    "[^:\\s]++: (?:[^:]++: )?+(?:command not found|not found)$",
                    "not found"),
            ErrorPattern.of(
                    "env-error", Certainty.LIKELY, "(?:/usr/bin/)?+env: .*+(?<=No such file or directory)$", "env: "),
            // cp, cat, tar and all others: "cp: cannot stat 'x': No such file or directory".
            ErrorPattern.of(
                    "tool-error",
                    Certainty.HINT,
                    "[\\w./-]++: (?!.{0,100}?warning: )[^\\s].{0,500}?" + REASON + "$",
                    "No such file",
                    "enied",
                    "directory",
                    "file system",
                    "xec format",
                    "too long",
                    "allocate memory"),
            // Whom a signal killed, as a shell tells it of its child.
            ErrorPattern.of(
                    "killed",
                    Certainty.LIKELY,
                    "(?:Killed|Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception|Trace/breakpoint"
                            + " trap)(?: *+\\(core dumped\\))?+$",
                    "Killed",
                    "fault",
                    "Aborted",
                    "error",
                    "instruction",
                    "exception",
                    "trap"),
            ErrorPattern.of(
                    "terminated",
                    Certainty.CONSEQUENCE,
                    "(?:[^:\\s]++: line \\d++: .*)?\\bTerminated\\b.*+",
                    "Terminated"));

    private ShellErrors() {}
}
