package io.smcontainers.gpu.nvml;

import java.util.OptionalLong;

/**
 * A GPU's memory.
 *
 * @param totalBytes all of it
 * @param reservedBytes what driver and firmware keep to themselves; empty if the driver does not tell it apart
 * @param usedBytes what programs have; with the reserved part, if that is not told apart
 */
record GpuMemory(long totalBytes, OptionalLong reservedBytes, long usedBytes) {}
