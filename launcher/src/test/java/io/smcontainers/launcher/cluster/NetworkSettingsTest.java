package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkSettingsTest {
    @Test
    void anEfaIsUsed() {
        NetworkSettings settings = NetworkSettings.of(Map.of(), "eth0", true, true);

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
    void withoutEfaNothingIsSaidOfIt() {
        assertThat(NetworkSettings.of(Map.of(), "eth0", true, false).variables())
                .doesNotContainKey("FI_PROVIDER");
    }

    @Test
    void whatTheUserHasSetStays() {
        NetworkSettings settings =
                NetworkSettings.of(Map.of("FI_PROVIDER", "tcp", "NCCL_SOCKET_IFNAME", ""), "eth0", true, true);

        assertThat(settings.variables()).containsExactly(Map.entry("GLOO_SOCKET_IFNAME", "eth0"));
        assertThat(settings.notes().get(0)).contains("FI_PROVIDER is yours", "NCCL_SOCKET_IFNAME is yours");
    }

    @Test
    void anInterfaceThatIsNotThereIsNotNamed() {
        NetworkSettings settings = NetworkSettings.of(Map.of(), "eth0", false, false);

        assertThat(settings.networkInterface()).isEmpty();
        assertThat(settings.variables()).isEmpty();
    }
}
