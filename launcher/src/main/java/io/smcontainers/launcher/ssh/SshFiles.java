package io.smcontainers.launcher.ssh;

import java.util.Map;
import java.util.stream.Collectors;

/** The texts of the files by which ssh and sshd know each other (ssh_config(5), sshd_config(5)). */
public final class SshFiles {
    private SshFiles() {}

    /**
     * Returns what sshd is told. Nobody but this user gets in, with the one key of the leader, and to nothing but commands.
     *
     * @param server where things lie
     * @param user who runs this
     * @param variables of each command
     * @param wrapper run in place of each command; empty for none
     */
    static String server(SshServer server, String user, Map<String, String> variables, String wrapper) {
        String setEnv = variables.entrySet().stream()
                .filter(variable -> isPlain(variable.getValue()))
                .map(variable -> "\"" + variable.getKey() + "=" + variable.getValue() + "\"")
                .collect(Collectors.joining(" "));
        return """
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                AllowUsers %s
                PermitRootLogin prohibit-password
                PubkeyAuthentication yes
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                UsePAM no
                StrictModes no
                DisableForwarding yes
                PermitUserRC no
                PrintMotd no
                PrintLastLog no
                MaxStartups 1000
                LogLevel FATAL
                PidFile none
                %s
                %s
                """.formatted(
                        server.port(),
                        server.hostKey(),
                        server.authorizedKeys(),
                        user,
                        setEnv.isEmpty() ? "" : "SetEnv " + setEnv,
                        wrapper.isEmpty() ? "" : "ForceCommand " + wrapper);
    }

    /** sshd_config has no way to write a quote within quotes, nor a line end. */
    private static boolean isPlain(String value) {
        return !value.isEmpty() && value.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
    }

    /**
     * Returns what ssh is told: which key, and to trust no host but those that have told theirs.
     *
     * @param port of every sshd
     * @param user on every host
     * @param key file of the leader's private key
     * @param knownHosts file of the hosts' keys
     */
    public static String client(int port, String user, Object key, Object knownHosts) {
        return """
                Host *
                Port %d
                User %s
                IdentityFile %s
                IdentitiesOnly yes
                UserKnownHostsFile %s
                GlobalKnownHostsFile /dev/null
                StrictHostKeyChecking yes
                CheckHostIP no
                BatchMode yes
                ConnectTimeout 30
                LogLevel ERROR
                """.formatted(port, user, key, knownHosts);
    }

    /** Returns the list of hosts and their keys. */
    public static String knownHosts(int port, Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(host -> "[" + host.getKey() + "]:" + port + " " + keyOnly(host.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** What another host tells is one key of a known kind, or nothing. */
    static String keyOnly(String key) {
        String[] words = key.strip().split("[ \t\r\n]+");
        boolean isKey = words.length >= 2 && words[0].startsWith("ssh-") && words[1].matches("[A-Za-z0-9+/=]+");
        return isKey ? words[0] + " " + words[1] : "";
    }
}
