package io.smcontainers.launcher.team;

import org.jspecify.annotations.Nullable;

/** What the leader knows of another host; guarded by the leader's lock. */
final class Member {
    final String host;
    final TeamConnection connection;

    @Nullable
    String sshKey;

    TeamMessage.@Nullable Ended ended;
    boolean answered;
    boolean gone;

    Member(String host, TeamConnection connection) {
        this.host = host;
        this.connection = connection;
    }
}
