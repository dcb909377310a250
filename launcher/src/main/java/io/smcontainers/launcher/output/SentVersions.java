package io.smcontainers.launcher.output;

/**
 * Which version of which file has been uploaded, or given up. Keeps 64 bits of each path and version rather than the texts, because a job
 * may write a million files and our heap is small: 32 to 64 bytes a file. That two of a million paths share their bits is
 * as good as impossible (1 in 37 million); the later one would then be taken for a change of the other.
 */
final class SentVersions {
    private static final int INITIAL_CAPACITY = 1024;

    /** None may be 0, which marks a free place. */
    private long[] paths = new long[INITIAL_CAPACITY];

    private long[] versions = new long[INITIAL_CAPACITY];
    private int size;

    /** Returns how many files there are. */
    int size() {
        return size;
    }

    boolean contains(String path, FileVersion version) {
        long hash = hash(path);
        int place = place(paths, hash);
        return paths[place] == hash && versions[place] == version.fingerprint();
    }

    /** Keeps a version instead of the one before; returns whether the file is new here. */
    boolean put(String path, FileVersion version) {
        long hash = hash(path);
        int place = place(paths, hash);
        boolean isNew = paths[place] != hash;
        paths[place] = hash;
        versions[place] = version.fingerprint();
        if (isNew && ++size > paths.length / 2) {
            grow();
        }
        return isNew;
    }

    private void grow() {
        long[] morePaths = new long[paths.length * 2];
        long[] moreVersions = new long[paths.length * 2];
        for (int i = 0; i < paths.length; i++) {
            if (paths[i] != 0) {
                int place = place(morePaths, paths[i]);
                morePaths[place] = paths[i];
                moreVersions[place] = versions[i];
            }
        }
        paths = morePaths;
        versions = moreVersions;
    }

    /** Returns where the path is, or the free place for it. */
    private static int place(long[] table, long hash) {
        int place = (int) hash & table.length - 1;
        while (table[place] != 0 && table[place] != hash) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    private static long hash(String path) {
        long hash = path.length();
        for (int i = 0; i < path.length(); i++) {
            hash = FileVersion.mixed(hash ^ path.charAt(i));
        }
        return hash == 0 ? 1 : hash;
    }
}
