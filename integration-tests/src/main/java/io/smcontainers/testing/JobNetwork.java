package io.smcontainers.testing;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Volume;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the hosts of one job share: a network, and in local mode the folder of the model. */
final class JobNetwork {
    private final String id;
    private final @Nullable String modelVolume;

    private JobNetwork(String id, @Nullable String modelVolume) {
        this.id = id;
        this.modelVolume = modelVolume;
    }

    static JobNetwork create(SageMakerTrainingJob job) {
        String name = "smcontainers-" + UUID.randomUUID();
        String volume = job.localMode
                ? Engine.client()
                        .createVolumeCmd()
                        .withName(name)
                        .withLabels(Engine.labels())
                        .exec()
                        .getName()
                : null;
        String network = Engine.client()
                .createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withInternal(job.networkIsolation)
                .withLabels(Engine.labels())
                .exec()
                .getId();
        return new JobNetwork(network, volume);
    }

    String id() {
        return id;
    }

    Optional<Bind> sharedModel() {
        return Optional.ofNullable(modelVolume).map(name -> new Bind(name, new Volume("/opt/ml/model")));
    }

    void connect(String container, String host) {
        Engine.client()
                .connectToNetworkCmd()
                .withNetworkId(id)
                .withContainerId(container)
                .withContainerNetwork(new ContainerNetwork().withAliases(host))
                .exec();
    }

    void remove() {
        Engine.removeNetwork(id);
        if (modelVolume != null) {
            Engine.removeVolume(modelVolume);
        }
    }
}
