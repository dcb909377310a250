package io.smcontainers.launcher.team;

import org.jspecify.annotations.Nullable;

/** What the leader knows of another host; guarded by the roster's lock. Of a failure only the first is kept, and not here. */
final class Member {
    final String host;
    final TeamLine line;

    @Nullable
    String sshKey;

    boolean ended;
    boolean answered;
    boolean gone;

    Member(String host, TeamLine line) {
        this.host = host;
        this.line = line;
    }
}
