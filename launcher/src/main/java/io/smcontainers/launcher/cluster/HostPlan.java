package io.smcontainers.launcher.cluster;

import io.smcontainers.spi.Command;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this host does in its job, as data.
 *
 * @param role its part
 * @param command what it runs; of a host that follows, nothing is run until the leader says so, and this is the program itself
 * @param team the hosts that take part, the leader first among those of the file's order
 * @param ranks whether processes of the program are started through MPI, each with the variables of its own host
 * @param files what the hosts keep for each other, in the same place on each
 * @param tags how the lines of the ranks are marked
 * @param variables for the processes, over those of the job; none that the user has set
 * @param notes what was decided and why, for the log
 */
public record HostPlan(
        HostRole role,
        Command command,
        List<String> team,
        boolean ranks,
        TeamFiles files,
        RankTags tags,
        Map<String, String> variables,
        List<String> notes) {
    /** Copies lists and map. */
    public HostPlan {
        team = List.copyOf(team);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        notes = List.copyOf(notes);
    }

    /** Returns the host that leads. */
    public String leader() {
        return team.get(0);
    }

    /** Returns whether there are other hosts to speak to. */
    public boolean isTeam() {
        return role != HostRole.ALONE && team.size() > 1;
    }

    /** Returns whether the leader reaches the others by ssh. */
    public boolean usesSsh() {
        return isTeam() && role != HostRole.TOGETHER;
    }

    /** Returns for people what this host does, and with whom; empty if it is alone. */
    public String description() {
        return switch (role) {
            case ALONE -> "";
            case TOGETHER -> "runs together with the other hosts of " + team;
            case LEAD -> "leads " + team;
            case FOLLOW -> "follows " + leader() + ", which starts processes here";
        };
    }
}
