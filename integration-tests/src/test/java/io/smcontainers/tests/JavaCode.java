package io.smcontainers.tests;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
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
final class JavaCode {
    private final Path classes;
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final List<String> classPath = new ArrayList<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private String release = "17";

    /** Starts with nothing; class files go into that folder. */
    JavaCode(Path classes) {
        this.classes = classes;
    }

    /** Adds a class by its name with package. */
    JavaCode type(String name, String text) {
        String start = name.contains(".") ? "package " + name.substring(0, name.lastIndexOf('.')) + ";\n" : "";
        sources.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return start + text;
                    }
                });
        return this;
    }

    /** Adds a class that has a main method with this body. */
    JavaCode main(String name, String body) {
        return type(
                name,
                "public class " + name.substring(name.lastIndexOf('.') + 1)
                        + " { public static void main(String[] args) throws Exception {\n" + body + "\n} }");
    }

    JavaCode release(int java) {
        release = Integer.toString(java);
        return this;
    }

    /** Lets it use what a class of the test's own class path belongs to. */
    JavaCode using(Class<?>... types) {
        for (Class<?> type : types) {
            try {
                classPath.add(Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return this;
    }

    JavaCode using(Path place) {
        classPath.add(place.toString());
        return this;
    }

    JavaCode manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    /** Writes class files, and returns their folder. */
    Path compile() {
        try {
            Files.createDirectories(classes);
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "--release",
                    release,
                    "-proc:none",
                    "-cp",
                    String.join(File.pathSeparator, classPath));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (!sources.isEmpty()
                    && !compiler.getTask(null, null, null, options, null, sources)
                            .call()) {
                throw new IllegalStateException("the test's program does not compile");
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a jar. */
    Path jar(Path jar) {
        compile();
        Manifest all = new Manifest();
        all.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(all.getMainAttributes()::putValue);
        try {
            Files.createDirectories(jar.getParent());
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream archive = new JarOutputStream(out, all);
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    archive.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, archive);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
