package io.smcontainers.runner.jvm;

/** Names of classes, as {@code java} takes them: {@code com.acme.Train}. */
final class ClassName {
    private ClassName() {}

    /** Returns whether a class could have that name: identifiers with dots between. */
    static boolean isValid(String name) {
        boolean atStart = true;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int c = name.codePointAt(i);
            if (c == '.' && !atStart) {
                atStart = true;
            } else if (atStart ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c)) {
                atStart = false;
            } else {
                return false;
            }
        }
        return !atStart;
    }

    /** Returns the name without its package. */
    static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    static boolean hasPackage(String name) {
        return name.indexOf('.') >= 0;
    }

    /** Returns where its class file lies below a class path's entry. */
    static String fileName(String name) {
        return name.replace('.', '/') + ".class";
    }

    /** Returns the name of the class whose file that is. */
    static String ofFile(String fileName) {
        return fileName.substring(0, fileName.length() - ".class".length()).replace('/', '.');
    }
}
