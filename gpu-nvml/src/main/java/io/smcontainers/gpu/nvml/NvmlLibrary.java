package io.smcontainers.gpu.nvml;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.List;

/**
 * NVIDIA's management library, which comes with the driver and which the container runtime mounts. Functions are looked up when
 * they are called, one by one: a driver that is older than one of them has all the others (docs/decisions/0017).
 */
final class NvmlLibrary {
    private final NativeLibrary library;

    private NvmlLibrary(NativeLibrary library) {
        this.library = library;
    }

    /**
     * Loads the library as dlopen(3) finds it.
     *
     * @param names to be tried one after the other
     * @throws UnsatisfiedLinkError if none can be loaded; its message is of the first
     */
    static NvmlLibrary load(List<String> names) {
        UnsatisfiedLinkError first = null;
        for (String name : names) {
            try {
                return new NvmlLibrary(NativeLibrary.getInstance(name));
            } catch (UnsatisfiedLinkError e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new UnsatisfiedLinkError("no library was named") : first;
    }

    /**
     * Calls a function.
     *
     * @return what it returned; {@link NvmlCode#FUNCTION_NOT_FOUND} if the library does not have it
     */
    int call(String name, Object... arguments) {
        Function function;
        try {
            function = library.getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            return NvmlCode.FUNCTION_NOT_FOUND.code();
        }
        return function.invokeInt(arguments);
    }
}
