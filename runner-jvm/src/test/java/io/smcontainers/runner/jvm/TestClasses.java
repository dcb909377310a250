package io.smcontainers.runner.jvm;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles Java and packs it, into real class files and jars. */
final class TestClasses {
    private final Path folder;
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private String release = "17";

    /** Starts with nothing. */
    TestClasses(Path folder) {
        this.folder = folder;
    }

    /** Adds a class with an empty main method. */
    TestClasses main(String name) {
        return main(name, "");
    }

    /** Adds a class with a main method. */
    TestClasses main(String name, String body) {
        String start = ClassName.hasPackage(name) ? "package " + name.substring(0, name.lastIndexOf('.')) + ";" : "";
        return source(
                name,
                start + "public class " + ClassName.simple(name)
                        + " { public static void main(String[] args) throws Exception {" + body + "} }");
    }

    TestClasses source(String name, String text) {
        sources.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                });
        return this;
    }

    TestClasses release(String java) {
        release = java;
        return this;
    }

    TestClasses manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    /** Writes class files. */
    void compile() {
        try {
            Files.createDirectories(folder);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            List<String> options =
                    List.of("-d", folder.toString(), "--release", release, "-proc:none", "-Xlint:-options");
            if (!sources.isEmpty()
                    && !compiler.getTask(null, null, null, options, null, sources)
                            .call()) {
                throw new IllegalStateException("the test's program does not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a jar instead. */
    Path jar(Path jar) {
        compile();
        Manifest all = new Manifest();
        all.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(all.getMainAttributes()::putValue);
        try {
            Files.createDirectories(jar.getParent());
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream archive = new JarOutputStream(out, all);
                    Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    archive.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                    Files.copy(file, archive);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
