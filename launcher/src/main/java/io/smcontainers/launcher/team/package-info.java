/**
 * How the hosts of a distributed job tell each other how they are: who is there, who has failed and of what, that somebody was
 * asked to stop. Only words are exchanged; nothing that arrives is ever run.
 */
@NullMarked
package io.smcontainers.launcher.team;

import org.jspecify.annotations.NullMarked;
