package io.smcontainers.launcher.process;

import java.util.Arrays;
import java.util.Optional;

/** Signals of Linux that concern a job, with the numbers they have on x86-64 and aarch64 (signal(7)). */
public enum UnixSignal {
    /** The terminal is gone. */
    HUP(1),
    /** Ctrl-C. */
    INT(2),
    /** Ctrl-\. */
    QUIT(3),
    /** An instruction that this processor does not have. */
    ILL(4),
    /** A breakpoint. */
    TRAP(5),
    /** The program, or a library in it, gave up by abort(3). */
    ABRT(6),
    /** Memory that is mapped but cannot be had, such as a page of a full {@code /dev/shm}. */
    BUS(7),
    /** Integer division by zero. */
    FPE(8),
    /** The end, which no process can refuse. */
    KILL(9),
    /** The program's own, often "write a checkpoint". */
    USR1(10),
    /** Memory that does not belong to the program. */
    SEGV(11),
    /** The program's own. */
    USR2(12),
    /** Writing where nobody reads. */
    PIPE(13),
    /** A timer. */
    ALRM(14),
    /** A request to end; what SageMaker sends to stop a job. */
    TERM(15),
    /** The limit of CPU time. */
    XCPU(24),
    /** The limit of file size. */
    XFSZ(25),
    /** A system call that is not allowed. */
    SYS(31);

    /** What a shell, and the JDK, add to the number of the signal that killed a process to make an exit code. */
    private static final int EXIT_CODE_BASE = 128;

    private final int number;

    UnixSignal(int number) {
        this.number = number;
    }

    /**
     * Returns the signal that an exit code tells of. A program may also choose such an exit code by itself, as shells do when
     * a signal killed what they ran.
     *
     * @param exitCode of any process
     */
    public static Optional<UnixSignal> ofExitCode(int exitCode) {
        return Arrays.stream(values())
                .filter(signal -> signal.exitCode() == exitCode)
                .findFirst();
    }

    /** Returns 128 and the number: the exit code of a process that this signal killed. */
    public int exitCode() {
        return EXIT_CODE_BASE + number;
    }

    /** Returns the bit that stands for it in the masks of {@code /proc/PID/status}. */
    public long mask() {
        return 1L << number - 1;
    }

    /** Returns whether it asks a job to end, so that the time until SIGKILL begins. */
    public boolean isStop() {
        return this == TERM || this == INT || this == HUP;
    }

    /** Returns {@code SIGTERM} and the like. */
    @Override
    public String toString() {
        return "SIG" + name();
    }
}
