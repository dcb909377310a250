package io.smcontainers.runner.python;

import java.util.List;

/** Exceptions that only tell that something else failed: another process, which said why, or a signal from outside. */
final class PythonConsequences {
    private static final List<String> CLASSES = List.of(
            "torch.distributed.elastic.multiprocessing.errors.ChildFailedError",
            "torch.distributed.elastic.multiprocessing.api.SignalException",
            "torch.multiprocessing.spawn.ProcessExitedException",
            "subprocess.CalledProcessError",
            "concurrent.futures.process.BrokenProcessPool",
            "BrokenPipeError",
            "ConnectionResetError",
            "EOFError",
            "KeyboardInterrupt");

    /** What PyTorch says of a worker that is gone; the worker itself, or the kernel, knows more. */
    private static final List<String> WORDS = List.of("DataLoader worker (pid", "exited unexpectedly");

    private PythonConsequences() {}

    /** Returns whether a line tells of a consequence only. */
    static boolean contain(String exception) {
        return CLASSES.stream().anyMatch(exception::startsWith)
                || WORDS.stream().anyMatch(exception::contains);
    }
}
