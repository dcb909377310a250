package io.smcontainers.launcher.team;

/** Is told what happens on lines, in the one thread that all of them share: it must not wait for anything. */
interface LineListener {
    /**
     * The other end has said something.
     *
     * @return whether it may say more; if not, the line is closed
     */
    boolean heard(TeamLine line, TeamMessage message);

    /**
     * The other end is gone, or counts as gone.
     *
     * @param why in words for people
     */
    void ended(TeamLine line, String why);
}
