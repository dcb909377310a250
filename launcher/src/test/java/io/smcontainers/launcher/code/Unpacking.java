package io.smcontainers.launcher.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that archives are unpacked into. */
final class Unpacking {
    private final Path root;

    Unpacking(Path temp) throws IOException {
        root = Files.createDirectory(temp.toRealPath().resolve("root"));
    }

    StagedCode receiver() {
        return receiver(new CodeLimits(1 << 20, 1000));
    }

    StagedCode receiver(CodeLimits limits) {
        return new StagedCode(root, Path.of("/opt/ml/code"), limits);
    }

    void unpack(Tarball archive) throws IOException {
        unpack(archive.tarGz());
    }

    void unpack(byte[] archive) throws IOException {
        unpack(new ByteArrayInputStream(archive));
    }

    void unpack(InputStream archive) throws IOException {
        receiver().archive("code.tar.gz", archive);
    }

    Path path(String name) {
        return root.resolve(name);
    }

    List<String> tree() {
        return TreeText.of(root);
    }
}
