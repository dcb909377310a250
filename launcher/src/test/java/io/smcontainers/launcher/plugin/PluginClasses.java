package io.smcontainers.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes compiled for a test, and the jars made of them. */
final class PluginClasses {
    private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

    /** Compiles classes by name against the SPI. */
    static PluginClasses compile(Map<String, String> sources) {
        PluginClasses compiled = new PluginClasses();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = sources.entrySet().stream()
                .map(source -> source(source.getKey(), source.getValue()))
                .toList();
        StringWriter errors = new StringWriter();
        try (JavaFileManager kept = compiled.manager(compiler.getStandardFileManager(null, null, null))) {
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(errors, kept, null, options, null, files)
                            .call())
                    .as(errors::toString)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compiled;
    }

    /** Writes a jar of some of the classes, whose service file for a type has this text. */
    Path jar(Path file, Class<?> type, String serviceFile, String... classNames) {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            put(jar, "META-INF/services/" + type.getName(), serviceFile.getBytes(StandardCharsets.UTF_8));
            for (String name : classNames) {
                put(jar, name.replace('.', '/') + ".class", bytes(name));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a class one that only Java 80 can load. */
    void makeTooNew(String name) {
        byte[] bytes = bytes(name);
        bytes[7] = 44 + 80;
        classes.get(name).reset();
        classes.get(name).writeBytes(bytes);
    }

    private byte[] bytes(String name) {
        return classes.get(name).toByteArray();
    }

    private static void put(ZipOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private JavaFileManager manager(JavaFileManager standard) {
        return new ForwardingJavaFileManager<>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(name, unused -> new ByteArrayOutputStream());
                    }
                };
            }
        };
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("memory:///" + name.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
