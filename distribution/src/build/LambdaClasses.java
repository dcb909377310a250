import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.H_INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.H_NEWINVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Turns the lambdas and method references in jars into classes, as a compiler could have done. The JVM links a lambda when it is
 * first met, which takes 0.2 ms even with a class archive, and a start meets 150 of them; a class in the archive takes a tenth of
 * that. The source stays as it is, and so does what is published for others to compile against.
 *
 * <p>Usage: {@code java -cp asm.jar:asm-commons.jar LambdaClasses.java JAR...}; the jars are written anew, with the same times.
 */
public final class LambdaClasses {
    private LambdaClasses() {}

    /** Rewrites the jars. */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            rewrite(Path.of(jar));
        }
    }

    private static void rewrite(Path jar) throws IOException {
        Path draft = jar.resolveSibling(jar.getFileName() + ".draft");
        try (JarFile read = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(draft);
                JarOutputStream written = new JarOutputStream(file)) {
            Set<Target> targets = targets(read);
            for (JarEntry entry : entries(read)) {
                byte[] bytes = read.getInputStream(entry).readAllBytes();
                Map<String, byte[]> results = new LinkedHashMap<>();
                if (isClass(entry)) {
                    new HostClass(targets, results).rewrite(bytes);
                } else {
                    results.put(entry.getName(), bytes);
                }
                for (Map.Entry<String, byte[]> result : results.entrySet()) {
                    JarEntry copy = new JarEntry(result.getKey());
                    copy.setTimeLocal(entry.getTimeLocal());
                    written.putNextEntry(copy);
                    written.write(result.getValue());
                }
            }
        }
        Files.move(draft, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<JarEntry> entries(JarFile jar) {
        return jar.stream().toList();
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().endsWith("-info.class");
    }

    /** Returns what the lambdas of a jar call: of that, what is private must become visible to the new classes. */
    private static Set<Target> targets(JarFile jar) throws IOException {
        Set<Target> targets = new HashSet<>();
        for (JarEntry entry : entries(jar)) {
            if (isClass(entry)) {
                new ClassReader(jar.getInputStream(entry)).accept(new TargetCollector(targets), ClassReader.SKIP_DEBUG);
            }
        }
        return targets;
    }

    private static boolean isLambda(Handle bootstrap) {
        return bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && bootstrap.getName().equals("metafactory");
    }

    /** A method that a lambda calls. */
    private record Target(String owner, String name, String descriptor) {
        static Target of(Handle handle) {
            return new Target(handle.getOwner(), handle.getName(), handle.getDesc());
        }
    }

    /** Looks at the lambdas of one class. */
    private static final class TargetCollector extends ClassVisitor {
        private final Set<Target> targets;

        TargetCollector(Set<Target> targets) {
            super(ASM9);
            this.targets = targets;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] errors) {
            return new MethodVisitor(ASM9) {
                @Override
                public void visitInvokeDynamicInsn(
                        String name, String descriptor, Handle bootstrap, Object... arguments) {
                    if (isLambda(bootstrap)) {
                        targets.add(Target.of((Handle) arguments[1]));
                    }
                }
            };
        }
    }

    /** A class or interface with lambdas, which become classes beside it. */
    private static final class HostClass extends ClassVisitor {
        private final Set<Target> targets;
        private final Map<String, byte[]> results;
        private int version;
        private String name = "";
        private boolean isInterface;
        private int lambdas;

        HostClass(Set<Target> targets, Map<String, byte[]> results) {
            super(ASM9);
            this.targets = targets;
            this.results = results;
        }

        void rewrite(byte[] bytes) {
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(reader, 0);
            cv = writer;
            reader.accept(this, 0);
            results.put(name + ".class", writer.toByteArray());
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String parent, String[] interfaces) {
            this.version = version;
            this.name = name;
            this.isInterface = (access & ACC_INTERFACE) != 0;
            super.visit(version, access, name, signature, parent, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] errors) {
            boolean isTarget = targets.contains(new Target(name, method, descriptor));
            int visible = isTarget && (access & ACC_PRIVATE) != 0 ? visible(access, method) : access;
            return new MethodVisitor(ASM9, super.visitMethod(visible, method, descriptor, signature, errors)) {
                @Override
                public void visitInvokeDynamicInsn(String lambda, String type, Handle bootstrap, Object... arguments) {
                    if (!isLambda(bootstrap) || isOutOfReach((Handle) arguments[1])) {
                        super.visitInvokeDynamicInsn(lambda, type, bootstrap, arguments);
                        return;
                    }
                    LambdaClass made = new LambdaClass(name + "$Lambda" + lambdas++, type);
                    Type erased = (Type) arguments[0];
                    Type actual = (Type) arguments[2];
                    byte[] bytes = made.write(version, lambda, erased, (Handle) arguments[1], actual);
                    results.put(made.name() + ".class", bytes);
                    super.visitMethodInsn(INVOKESTATIC, made.name(), LambdaClass.FACTORY, type, false);
                }
            };
        }

        /** An interface's method is private or public, and a public one may be overridden unless it is static: those stay. */
        private boolean isOutOfReach(Handle target) {
            return isInterface && target.getOwner().equals(name) && target.getTag() != H_INVOKESTATIC;
        }

        /** A method that was private was never overridden; should one be now, the JVM refuses the class. */
        private int visible(int access, String method) {
            if (isInterface) {
                return (access & ACC_STATIC) == 0 ? access : access & ~ACC_PRIVATE | ACC_PUBLIC;
            }
            boolean isFinal = (access & ACC_STATIC) == 0 && !method.equals("<init>");
            return access & ~ACC_PRIVATE | (isFinal ? ACC_FINAL : 0);
        }
    }

    /**
     * The class of one lambda.
     *
     * @param name internal name
     * @param factory the type of what makes an instance: from the captured values to the functional interface
     */
    private record LambdaClass(String name, String factory) {
        static final String FACTORY = "of";

        /**
         * Writes it.
         *
         * @param method the name of the interface's method
         * @param erased its type in the interface
         * @param target what it calls
         * @param actual its type with the type arguments of this lambda
         */
        byte[] write(int version, String method, Type erased, Handle target, Type actual) {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            String[] interfaces = {Type.getReturnType(factory).getInternalName()};
            writer.visit(version, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, "java/lang/Object", interfaces);
            for (int i = 0; i < captured().length; i++) {
                writer.visitField(ACC_PRIVATE | ACC_FINAL, field(i), captured()[i].getDescriptor(), null, null);
            }
            writeConstructor(writer);
            writeFactory(writer);
            writeCall(writer, new Method(method, erased.getDescriptor()), target, actual);
            writer.visitEnd();
            return writer.toByteArray();
        }

        private Type[] captured() {
            return Type.getArgumentTypes(factory);
        }

        private static String field(int i) {
            return "captured" + i;
        }

        private Type self() {
            return Type.getObjectType(name);
        }

        private Method constructor() {
            return new Method("<init>", Type.VOID_TYPE, captured());
        }

        private void writeConstructor(ClassVisitor writer) {
            GeneratorAdapter code = new GeneratorAdapter(ACC_PRIVATE, constructor(), null, null, writer);
            code.loadThis();
            code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
            for (int i = 0; i < captured().length; i++) {
                code.loadThis();
                code.loadArg(i);
                code.putField(self(), field(i), captured()[i]);
            }
            code.returnValue();
            code.endMethod();
        }

        private void writeFactory(ClassVisitor writer) {
            GeneratorAdapter code = new GeneratorAdapter(ACC_STATIC, new Method(FACTORY, factory), null, null, writer);
            code.newInstance(self());
            code.dup();
            code.loadArgs();
            code.invokeConstructor(self(), constructor());
            code.returnValue();
            code.endMethod();
        }

        /** As {@link java.lang.invoke.LambdaMetafactory} links it: captured values first, then the arguments, each converted. */
        private void writeCall(ClassVisitor writer, Method method, Handle target, Type actual) {
            GeneratorAdapter code = new GeneratorAdapter(ACC_PUBLIC, method, null, null, writer);
            Type owner = Type.getObjectType(target.getOwner());
            if (target.getTag() == H_NEWINVOKESPECIAL) {
                code.newInstance(owner);
                code.dup();
            }
            for (int i = 0; i < captured().length; i++) {
                code.loadThis();
                code.getField(self(), field(i), captured()[i]);
            }
            List<Type> wanted = arguments(target);
            for (int i = 0; i < method.getArgumentTypes().length; i++) {
                code.loadArg(i);
                convert(code, method.getArgumentTypes()[i], actual.getArgumentTypes()[i]);
                convert(code, actual.getArgumentTypes()[i], wanted.get(captured().length + i));
            }
            code.visitMethodInsn(
                    opcode(target), target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
            Type returned =
                    target.getTag() == H_NEWINVOKESPECIAL ? owner : Type.getReturnType(target.getDesc());
            convert(code, returned, method.getReturnType());
            code.returnValue();
            code.endMethod();
        }

        /** What the target takes; the object whose method it is comes first. */
        private static List<Type> arguments(Handle target) {
            List<Type> types = new ArrayList<>(List.of(Type.getArgumentTypes(target.getDesc())));
            if (target.getTag() != H_INVOKESTATIC && target.getTag() != H_NEWINVOKESPECIAL) {
                types.add(0, Type.getObjectType(target.getOwner()));
            }
            return types;
        }

        private static int opcode(Handle target) {
            return switch (target.getTag()) {
                case H_INVOKESTATIC -> INVOKESTATIC;
                case H_INVOKEINTERFACE -> INVOKEINTERFACE;
                case H_NEWINVOKESPECIAL -> INVOKESPECIAL;
                // Also for what was private: see HostClass.visible.
                default -> INVOKEVIRTUAL;
            };
        }

        private static void convert(GeneratorAdapter code, Type from, Type to) {
            if (from.equals(to)) {
                return;
            }
            boolean fromPrimitive = from.getSort() < Type.ARRAY;
            boolean toPrimitive = to.getSort() < Type.ARRAY;
            if (to.equals(Type.VOID_TYPE)) {
                if (from.getSize() == 2) {
                    code.pop2();
                } else {
                    code.pop();
                }
            } else if (fromPrimitive && toPrimitive) {
                code.cast(from, to);
            } else if (fromPrimitive) {
                code.valueOf(from);
            } else if (toPrimitive) {
                code.unbox(to);
            } else {
                code.checkCast(to);
            }
        }
    }
}
