package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Cooperation;
import io.smcontainers.spi.LaunchPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterLaunchersTest {
    private static final LaunchPlan ELASTIC = ClusterJob.program().cooperating(Cooperation.BY_THE_PROGRAM);

    @TempDir
    private Path base;

    @Test
    void anElasticTorchrunIsAloneAndKnowsTheNetwork() {
        ClusterJob job = new ClusterJob(base).parameter("sagemaker_torch_distributed_enabled", "true");

        HostPlan plan = ClusterLaunchers.plan(job.build(), ELASTIC, true);

        assertThat(plan.role()).isEqualTo(HostRole.ALONE);
        assertThat(plan.variables())
                .containsEntry("GLOO_SOCKET_IFNAME", "lo")
                .containsEntry("NCCL_SOCKET_IFNAME", "lo")
                .containsEntry("FI_PROVIDER", "efa");
        assertThat(plan.notes()).singleElement().asString().startsWith("network: interface lo, EFA");
    }

    @Test
    void aProgramThatIsStartedOnEachHostByItselfIsToldNothing() {
        HostPlan plan = ClusterLaunchers.plan(new ClusterJob(base).build(), ELASTIC, true);

        assertThat(plan.role()).isEqualTo(HostRole.ALONE);
        assertThat(plan.variables()).isEmpty();
        assertThat(plan.notes()).isEmpty();
    }
}
