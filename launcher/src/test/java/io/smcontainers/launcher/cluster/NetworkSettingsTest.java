package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSettingsTest {
    @TempDir
    private Path root;

    @Test
    void aDeviceOfTheEfaDriverIsUsed() throws IOException {
        device("rdmap0", "efa");

        NetworkSettings settings = NetworkSettings.of(Map.of(), "eth0", true, root);

        assertThat(settings.variables())
                .containsExactly(
                        Map.entry("NCCL_SOCKET_IFNAME", "eth0"),
                        Map.entry("GLOO_SOCKET_IFNAME", "eth0"),
                        Map.entry("FI_PROVIDER", "efa"));
        assertThat(settings.notes())
                .containsExactly("network: interface eth0, EFA, NCCL_SOCKET_IFNAME=eth0, GLOO_SOCKET_IFNAME=eth0,"
                        + " FI_PROVIDER=efa");
    }

    @Test
    void aDeviceOfAnotherDriverIsNone() throws IOException {
        device("mlx5_0", "mlx5_core");
        assertThat(NetworkSettings.of(Map.of(), "eth0", true, root).variables()).doesNotContainKey("FI_PROVIDER");
    }

    @Test
    void whatTheUserHasSetStays() throws IOException {
        device("rdmap0", "efa");

        NetworkSettings settings =
                NetworkSettings.of(Map.of("FI_PROVIDER", "tcp", "NCCL_SOCKET_IFNAME", ""), "eth0", true, root);

        assertThat(settings.variables()).containsExactly(Map.entry("GLOO_SOCKET_IFNAME", "eth0"));
        assertThat(settings.notes().get(0)).contains("FI_PROVIDER is yours", "NCCL_SOCKET_IFNAME is yours");
    }

    @Test
    void anInterfaceThatIsNotThereIsNotNamed() {
        NetworkSettings settings = NetworkSettings.of(Map.of(), "eth0", false, root);

        assertThat(settings.networkInterface()).isEmpty();
        assertThat(settings.variables()).isEmpty();
    }

    private void device(String name, String driver) throws IOException {
        Path drivers =
                Files.createDirectories(root.resolve("sys/bus/pci/drivers").resolve(driver));
        Path device = Files.createDirectories(
                root.resolve("sys/class/infiniband").resolve(name).resolve("device"));
        Files.createSymbolicLink(device.resolve("driver"), drivers);
    }
}
