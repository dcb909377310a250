package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import java.util.List;

/** What ran out, or broke, wherever in a line any program says so. */
final class ResourceErrors {
    static final List<ErrorRecognizer> RECOGNIZERS = List.of(
            anywhere(
                    "out-of-gpu-memory", "CUDA out of memory", "CUDA_ERROR_OUT_OF_MEMORY", "cudaErrorMemoryAllocation"),
            anywhere("cuda-error", "CUDA error: ", "CUDA driver error: ", "CUDNN_STATUS_", "CUBLAS_STATUS_"),
            anywhere("out-of-gpu-memory-tensorflow", "OOM when allocating tensor"),
            anywhere("no-space", "No space left on device", "Disk quota exceeded"),
            anywhere(
                    "out-of-memory",
                    "std::bad_alloc",
                    "Cannot allocate memory",
                    "out of memory (OOM)",
                    "JavaScript heap out of memory"),
            anywhere("too-many-files", "Too many open files"),
            // A shared memory that is too small, as PyTorch tells it.
            anywhere("shared-memory", "insufficient shared memory (shm)"));

    private ResourceErrors() {}

    private static ErrorRecognizer anywhere(String name, String... words) {
        return ErrorPattern.of(name, Certainty.LIKELY, ".*+", words);
    }
}
