package io.smcontainers.spi;

import io.smcontainers.core.Accelerator;
import java.util.List;

/** What a probe found. Absence is a normal answer. */
public sealed interface Finding {
    /**
     * Hardware that the container may use.
     *
     * @param accelerators none if the hardware is of another kind, such as a network adapter
     * @param facts what is known of the hardware as a whole, in the order that people should read it
     */
    record Found(List<Accelerator> accelerators, List<HardwareFact> facts) implements Finding {
        /** Copies the lists. */
        public Found {
            accelerators = List.copyOf(accelerators);
            facts = List.copyOf(facts);
        }

        /** Creates a finding of accelerators that need no more words. */
        public Found(List<Accelerator> accelerators) {
            this(accelerators, List.of());
        }
    }

    /**
     * Nothing of this kind.
     *
     * @param reason how the probe knows: {@code there is no /dev/nvidiactl}
     */
    record Absent(String reason) implements Finding {}
}
