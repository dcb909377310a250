package io.smcontainers.launcher;

import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.cluster.HostRole;
import io.smcontainers.launcher.ssh.SshKeys;
import io.smcontainers.launcher.team.FollowerTeam;
import io.smcontainers.launcher.team.HostTeam;
import io.smcontainers.launcher.team.LeaderTeam;
import io.smcontainers.launcher.team.LoneHost;
import io.smcontainers.launcher.team.TeamPort;
import io.smcontainers.launcher.team.TeamSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What binds this host to the others of its team for the time of a job: the line to them, a folder, and keys for ssh. */
final class HostConnection implements AutoCloseable {
    private final HostTeam team;
    private final @Nullable TeamFolder folder;
    private final @Nullable SshKeys keys;

    private HostConnection(HostTeam team, @Nullable TeamFolder folder, @Nullable SshKeys keys) {
        this.team = team;
        this.folder = folder;
        this.keys = keys;
    }

    /** Opens it as early as there is a plan, so that the others learn of whatever happens to this host from then on. */
    static HostConnection open(HostPlan host, TrainingEnvironment job, Surroundings surroundings) {
        if (host.role() == HostRole.ALONE) {
            return new HostConnection(new LoneHost(surroundings.signals()), null, null);
        }
        TeamFolder folder = TeamFolder.open(host.files().folder(), surroundings.log());
        try {
            SshKeys keys = host.usesSsh() ? SshKeys.make(host.files().folder(), surroundings.variables()) : null;
            HostTeam team = host.isTeam() ? team(host, job, keys, surroundings) : new LoneHost(surroundings.signals());
            return new HostConnection(team, folder, keys);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static HostTeam team(
            HostPlan host, TrainingEnvironment job, @Nullable SshKeys keys, Surroundings surroundings) {
        TeamSettings settings = new TeamSettings(
                job.cluster().currentHost(),
                host.team(),
                host.role() == HostRole.TOGETHER,
                host.files().token(),
                TeamPort.of(surroundings.variables()),
                job.cluster().networkInterfaceName(),
                TeamSettings.Times.DEFAULT);
        return settings.leads()
                ? LeaderTeam.open(
                        settings, keys == null ? "" : keys.publicKey(), surroundings.signals(), surroundings.log())
                : FollowerTeam.join(settings, surroundings.signals(), surroundings.log());
    }

    HostTeam team() {
        return team;
    }

    /** Returns the keys of this host; there are some if the leader reaches the others by ssh. */
    Optional<SshKeys> keys() {
        return Optional.ofNullable(keys);
    }

    @Override
    public void close() {
        team.close();
        if (folder != null) {
            folder.close();
        }
    }
}
