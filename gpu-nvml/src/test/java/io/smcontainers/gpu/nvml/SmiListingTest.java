package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmiListingTest {
    @Test
    void readsGpusAndTheirMigDevices() {
        List<Gpu> gpus = SmiListing.gpus("""
                GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77)
                  MIG 1g.5gb      Device  0: (UUID: MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f)
                  MIG 1c.3g.20gb  Device  1: (UUID: MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb)
                GPU 1: Tesla T4 (rev (a)) (UUID: GPU-0aa11ebd-627f-af3f-1a0d-4e1fd92fd7b0)
                """);

        assertThat(gpus).extracting(Gpu::index).containsExactly(0, 1);
        assertThat(gpus).extracting(Gpu::split).containsExactly(true, false);
        assertThat(gpus).extracting(Gpu::name).containsExactly("NVIDIA A100-SXM4-40GB", "Tesla T4 (rev (a))");
        assertThat(gpus.get(0).migDevices())
                .extracting(MigDevice::name)
                .containsExactly("NVIDIA A100-SXM4-40GB MIG 1g.5gb", "NVIDIA A100-SXM4-40GB MIG 1c.3g.20gb");
        assertThat(gpus.get(0).migDevices())
                .extracting(MigDevice::uuid)
                .containsExactly(
                        "MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f", "MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb");
    }

    @Test
    void readsTheNamesOfOlderDrivers() {
        List<Gpu> gpus = SmiListing.gpus("""
                GPU 0: A100-SXM4-40GB (UUID: GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f)
                  MIG 1g.5gb Device 0: (UUID: MIG-GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f/7/0)
                """);
        assertThat(gpus.get(0).migDevices())
                .extracting(MigDevice::uuid)
                .containsExactly("MIG-GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f/7/0");
    }

    @Test
    void whatIsNoGpuIsPassedOver() {
        assertThat(SmiListing.gpus("""
                Unable to determine the device handle for gpu 0000:62:00.0: GPU is lost.  Reboot the system to recover this GPU
                  MIG 1g.5gb Device 0: (UUID: MIG-1)
                No devices found.
                """)).isEmpty();
    }
}
