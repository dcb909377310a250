package io.smcontainers.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The root of a file system with what a test puts there.
 *
 * @param path where it is
 */
public record FakeRoot(Path path) {
    public FakeRoot file(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeRoot folder(String name) {
        try {
            Files.createDirectories(path.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeRoot link(String name, String target) {
        try {
            Path link = path.resolve(name);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A device of the class infiniband, of the driver of that name, with a device file if asked for. */
    public FakeRoot rdmaDevice(String name, String driver, String uverbs, boolean hasDeviceFile) {
        String device = "sys/class/infiniband/" + name + "/device/";
        folder(device + "infiniband_verbs/" + uverbs).link(device + "driver", "../../../../bus/pci/drivers/" + driver);
        return hasDeviceFile ? file("dev/infiniband/" + uverbs, "") : this;
    }
}
