/** Finds NVIDIA GPUs. */
@NullMarked
package io.smcontainers.gpu.nvml;

import org.jspecify.annotations.NullMarked;
