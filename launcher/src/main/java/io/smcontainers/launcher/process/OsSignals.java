package io.smcontainers.launcher.process;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals of the operating system, and all that this project takes from {@code sun.misc}: Java has no API for them, and
 * keeps {@code sun.misc.Signal} until it has (JEP 260). {@code launcher/pom.xml} compiles this class alone, and says why.
 */
public final class OsSignals {
    private OsSignals() {}

    /**
     * Runs something each time that a signal comes, in a new thread of the JVM's, and takes the place of what ran before. The
     * processes that we start do not inherit a handler, they have the signal's default again (execve(2)).
     *
     * <p>A signal that was ignored before the JVM started, as by {@code nohup} or in a background job of a shell, stays
     * ignored, by us and by what we start: the JVM holds to that for HUP, INT and TERM, and this method for all.
     *
     * <p>CHLD: the JDK sets the default again when {@code java.lang.ProcessImpl} is initialised, by the first process that it
     * starts; a handler of before is lost. USR2: the JVM itself has a use for it, in sampling by Flight Recorder.
     *
     * @param name without {@code SIG}, such as {@code TERM}
     * @param handler should not take long: if the signal comes again meanwhile, it runs again at the same time
     * @return whether it will run; not if there is no such signal, if it is ignored, or if the JVM does not give it away (QUIT)
     */
    public static boolean handle(String name, Runnable handler) {
        try {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, unused -> handler.run());
            if (SignalHandler.SIG_IGN.equals(before)) {
                Signal.handle(signal, SignalHandler.SIG_IGN);
                return false;
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
