package io.smcontainers.launcher.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.smcontainers.launcher.FakeRoot;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void theTableIsOfALittleEndianMachine() {
        assumeTrue(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN,
                "the kernel writes addresses in the machine's order");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.3.7,    eth1",
        "10.0.200.1,  eth0",
        "172.17.0.5,  docker0",
        "8.8.8.8,     eth0",
        "192.168.1.1, eth2",
    })
    void theMostSpecificRouteWinsAndOfTwoTheOneWithTheLowerMetric(String address, String device) throws Exception {
        RouteTable routes = table(
                "eth0\t00000000\t0101000A\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                "eth0\t0000000A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
                "eth1\t0003000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
                "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
                "eth3\t0001A8C0\t00000000\t0001\t0\t0\t200\t00FFFFFF\t0\t0\t0",
                "eth2\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0");

        assertThat(routes.interfaceTo(InetAddress.getByName(address))).hasValue(device);
        assertThat(routes.defaultInterface()).hasValue("eth0");
    }

    @Test
    void aRouteThatIsDownOrRefusesLeadsNowhere() {
        RouteTable routes = table(
                "eth0\t00000000\t0101000A\t0002\t0\t0\t0\t00000000\t0\t0\t0",
                "lo\t00000000\t0101000A\t0201\t0\t0\t0\t00000000\t0\t0\t0",
                "garbage");

        assertThat(routes.defaultInterface()).isEmpty();
    }

    @Test
    void withoutATableThereIsNoRoute() throws Exception {
        assertThat(RouteTable.read(folder).defaultInterface()).isEmpty();
        assertThat(RouteTable.read(folder).interfaceTo(InetAddress.getByName("::1")))
                .isEmpty();
    }

    private RouteTable table(String... lines) {
        String heading = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT   \n";
        new FakeRoot(folder).file("proc/net/route", heading + String.join("\n", lines) + "\n");
        return RouteTable.read(folder);
    }
}
