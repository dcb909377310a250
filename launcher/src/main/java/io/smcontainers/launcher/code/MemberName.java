package io.smcontainers.launcher.code;

import java.util.ArrayList;
import java.util.List;

/** Makes names from archives and stores safe: plain paths below a folder. */
final class MemberName {
    private MemberName() {}

    /**
     * Returns a name without empty, {@code .} and {@code ..} segments; empty if it names the folder itself.
     *
     * @throws Refusal if the name is absolute or leads out of the folder
     */
    static String of(String name) throws Refusal {
        if (name.indexOf('\0') >= 0) {
            throw new Refusal("has a NUL character in its name");
        }
        if (name.startsWith("/")) {
            throw new Refusal("has an absolute name, so it leads out of the code folder");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : name.split("/")) {
            append(segment, segments);
        }
        return String.join("/", segments);
    }

    private static void append(String segment, List<String> segments) throws Refusal {
        switch (segment) {
            case "", "." -> {}
            case ".." -> {
                if (segments.isEmpty()) {
                    throw new Refusal("leads out of the code folder");
                }
                segments.remove(segments.size() - 1);
            }
            default -> segments.add(segment);
        }
    }
}
