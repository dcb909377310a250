package io.smcontainers.gpu.nvml;

/** NVML refused what nothing works without. */
final class NvmlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param function of NVML
     * @param code what it returned
     */
    NvmlException(String function, int code) {
        super(function + " says " + NvmlCode.explained(code));
    }
}
