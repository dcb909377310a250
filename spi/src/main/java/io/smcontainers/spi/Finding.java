package io.smcontainers.spi;

import io.smcontainers.core.Accelerator;
import java.util.List;

/** What a probe found. Absence is a normal answer. */
public sealed interface Finding {
    /**
     * Accelerators that the container may use.
     *
     * @param accelerators at least one
     */
    record Found(List<Accelerator> accelerators) implements Finding {
        /** Copies the list. */
        public Found {
            accelerators = List.copyOf(accelerators);
        }
    }

    /**
     * Nothing of this kind.
     *
     * @param reason how the probe knows: {@code there is no /dev/nvidiactl}
     */
    record Absent(String reason) implements Finding {}
}
