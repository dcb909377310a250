package io.smcontainers.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * The Docker engine that Testcontainers finds. All that is made here is labelled, and is gone when this JVM ends; if it is
 * killed, Testcontainers' Ryuk removes it where it runs.
 */
final class Engine {
    private static final int ATTEMPTS = 5;

    private Engine() {}

    static DockerClient client() {
        return Holder.CLIENT;
    }

    /** Returns what everything of this run is labelled with. */
    static Map<String, String> labels() {
        return Holder.LABELS;
    }

    private static void removeAll() {
        String owner = RunOwner.current();
        List<String> label = List.of(RunOwner.LABEL + "=" + owner);
        client().listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(label)
                .exec()
                .forEach(container -> removeContainer(container.getId()));
        client().listNetworksCmd().withFilter("label", label).exec().forEach(network -> removeNetwork(network.getId()));
        client().listVolumesCmd()
                .withFilter("label", label)
                .exec()
                .getVolumes()
                .forEach(volume -> removeVolume(volume.getName()));
        // An image stays while another one is made on top of it.
        for (int i = 0; i < ATTEMPTS; i++) {
            List<Image> images = client().listImagesCmd()
                    .withLabelFilter(Map.of(RunOwner.LABEL, owner))
                    .exec();
            if (images.isEmpty()) {
                return;
            }
            images.forEach(image -> quietly(
                    () -> client().removeImageCmd(image.getId()).withForce(true).exec()));
        }
    }

    static void removeContainer(String id) {
        quietly(() -> client().removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
    }

    static void removeNetwork(String id) {
        quietly(() -> client().removeNetworkCmd(id).exec());
    }

    static void removeVolume(String name) {
        quietly(() -> client().removeVolumeCmd(name).exec());
    }

    /** What is gone already, or is just being removed, needs no more. */
    private static void quietly(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException e) {
            // Somebody else, such as Ryuk, was faster.
        } catch (DockerException e) {
            System.getLogger(Engine.class.getName()).log(System.Logger.Level.DEBUG, "could not remove", e);
        }
    }

    private static final class Holder {
        private static final Map<String, String> LABELS = Stream.concat(
                        DockerClientFactory.DEFAULT_LABELS.entrySet().stream(),
                        Map.of(
                                DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL,
                                DockerClientFactory.SESSION_ID,
                                RunOwner.LABEL,
                                RunOwner.current())
                                .entrySet()
                                .stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        private static final DockerClient CLIENT = connect();

        private static DockerClient connect() {
            DockerClient client = DockerClientFactory.instance().client();
            Runtime.getRuntime().addShutdownHook(new Thread(Engine::removeAll, "remove-containers"));
            return client;
        }
    }
}
