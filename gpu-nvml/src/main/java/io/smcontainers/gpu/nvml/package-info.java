/**
 * Finds and measures NVIDIA GPUs. Only classes whose names begin with {@code Nvml} know JNA, and they are loaded only where
 * NVIDIA's driver is.
 */
@NullMarked
package io.smcontainers.gpu.nvml;

import org.jspecify.annotations.NullMarked;
