package io.smcontainers.gpu.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * NVML from its initialisation to its shutdown, for one thread. Names, sizes and layouts are those of nvml.h, as in NVIDIA's NVML
 * API Reference Guide. What a driver or a GPU cannot tell is empty.
 */
final class Nvml implements AutoCloseable {
    /** {@code NVML_SYSTEM_DRIVER_VERSION_BUFFER_SIZE}. */
    private static final int VERSION_SIZE = 80;

    /** More than any structure or text that is asked for here: the largest are texts of 96 bytes. */
    private static final int BUFFER_SIZE = 256;

    private final NvmlLibrary library;

    /** Where functions write their answers: there is one at a time. */
    private final Memory answer = new Memory(BUFFER_SIZE);

    private Nvml(NvmlLibrary library) {
        this.library = library;
    }

    /**
     * Loads and initialises NVML; {@link #close} undoes the second.
     *
     * @param names of the library
     * @throws UnsatisfiedLinkError if it cannot be loaded
     * @throws NvmlException if it cannot be initialised; then there is nothing to shut down
     */
    static Nvml open(List<String> names) {
        Nvml nvml = new Nvml(NvmlLibrary.load(names));
        int code = nvml.call("nvmlInit_v2");
        if (code == NvmlCode.FUNCTION_NOT_FOUND.code()) {
            code = nvml.call("nvmlInit");
        }
        if (code != NvmlCode.SUCCESS) {
            nvml.answer.close();
            throw new NvmlException("nvmlInit", code);
        }
        return nvml;
    }

    /** Returns the driver's version, such as {@code 550.54.15}. */
    Optional<String> driverVersion() {
        return text("nvmlSystemGetDriverVersion", VERSION_SIZE);
    }

    /** Returns the newest version of CUDA that the driver can run, such as {@code 12.4}. */
    Optional<String> cudaVersion() {
        OptionalLong known = number("nvmlSystemGetCudaDriverVersion_v2");
        OptionalLong version = known.isPresent() ? known : number("nvmlSystemGetCudaDriverVersion");
        // NVML_CUDA_DRIVER_VERSION_MAJOR and _MINOR
        return version.isPresent()
                ? Optional.of(version.getAsLong() / 1000 + "." + version.getAsLong() % 1000 / 10)
                : Optional.empty();
    }

    /**
     * Returns the number of GPUs, with those that this process may not open.
     *
     * @throws NvmlException if NVML does not tell
     */
    int gpuCount() {
        int code = call("nvmlDeviceGetCount_v2", answer);
        if (code == NvmlCode.FUNCTION_NOT_FOUND.code()) {
            code = call("nvmlDeviceGetCount", answer);
        }
        if (code != NvmlCode.SUCCESS) {
            throw new NvmlException("nvmlDeviceGetCount", code);
        }
        return answer.getInt(0);
    }

    /** Returns a GPU, or why it cannot be had. */
    Handle gpu(int index) {
        int code = call("nvmlDeviceGetHandleByIndex_v2", index, answer);
        if (code == NvmlCode.FUNCTION_NOT_FOUND.code()) {
            code = call("nvmlDeviceGetHandleByIndex", index, answer);
        }
        return handle(code);
    }

    /** Returns the device whose handle a function has written into the answer, unless it failed. */
    Handle handle(int code) {
        return code == NvmlCode.SUCCESS
                ? new Handle.Usable(new NvmlDevice(this, answer.getPointer(0)))
                : new Handle.Refused(code);
    }

    /** Calls a function whose last two arguments are a buffer for a text, and its size. */
    Optional<String> text(String function, int size, Object... first) {
        return call(function, followed(first, answer, size)) == NvmlCode.SUCCESS
                ? Optional.of(answer.getString(0))
                : Optional.empty();
    }

    /** Calls a function whose last argument is a pointer to an unsigned int. */
    OptionalLong number(String function, Object... first) {
        return fill(function, first) ? OptionalLong.of(Integer.toUnsignedLong(answer.getInt(0))) : OptionalLong.empty();
    }

    /** Calls a function whose last argument is a pointer to a structure, and returns whether {@link #answer} has it now. */
    boolean fill(String function, Object... first) {
        return call(function, followed(first, answer)) == NvmlCode.SUCCESS;
    }

    /** Calls any function. */
    int call(String function, Object... arguments) {
        return library.call(function, arguments);
    }

    /** Returns what the last function wrote; the next one writes over it. */
    Pointer answer() {
        return answer;
    }

    private static Object[] followed(Object[] first, Object... last) {
        Object[] all = new Object[first.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(last, 0, all, first.length, last.length);
        return all;
    }

    @Override
    public void close() {
        try {
            call("nvmlShutdown");
        } finally {
            answer.close();
        }
    }

    /** What a function that returns a device's handle said. */
    sealed interface Handle {
        /**
         * A device.
         *
         * @param device to be asked
         */
        record Usable(NvmlDevice device) implements Handle {}

        /**
         * No device.
         *
         * @param code of NVML
         */
        record Refused(int code) implements Handle {}
    }
}
