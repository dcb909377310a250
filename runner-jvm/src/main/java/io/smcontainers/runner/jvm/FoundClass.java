package io.smcontainers.runner.jvm;

import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class on the class path.
 *
 * @param name its name
 * @param place the jar or folder it lies in
 * @param file its head
 * @param moduleInfo the bytes of {@code module-info.class} beside it; null if there is none
 */
record FoundClass(String name, Path place, ClassFile file, byte @Nullable [] moduleInfo) {
    /** Returns the modules that its own module requires, not only to be compiled; none if it is in no module. */
    List<String> requiredModules() {
        if (moduleInfo == null) {
            return List.of();
        }
        try {
            return ModuleDescriptor.read(ByteBuffer.wrap(moduleInfo)).requires().stream()
                    .filter(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                    .map(ModuleDescriptor.Requires::name)
                    .toList();
        } catch (InvalidModuleDescriptorException e) {
            return List.of(); // Newer than this Java can read: on a class path nobody else reads it either.
        }
    }

    /** Returns the classes it refers to, with slashes. */
    Set<String> references() {
        return Set.copyOf(file.classes());
    }
}
