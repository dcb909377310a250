package io.smcontainers.launcher.process.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZombieTest {
    private static final String REST = " 1 0 -1 4 0 0 0 0 5 6 7 8 20 0 1 0 987654 0 0 18446744073709551615 0 0";

    @Test
    void aZombieIsKnownByItsNumberAndItsStart() {
        assertThat(Zombie.parse("42 (sleep) Z 1 7" + REST, 1)).contains(new Zombie(42, 987654));
    }

    @Test
    void aProgramMayBeNamedLikeTheFieldsBehindItsName() {
        assertThat(Zombie.parse("42 (a) Z 1 (b)) R 1 7" + REST, 1)).isEmpty();
        assertThat(Zombie.parse("42 (a) R 2 ( b\n)) Z 1 7" + REST, 1)).contains(new Zombie(42, 987654));
    }

    @Test
    void aZombieOfAnotherParentIsNotOurs() {
        assertThat(Zombie.parse("42 (sleep) Z 11 7" + REST, 1)).isEmpty();
    }

    @Test
    void aProcessThatRunsOrIsGoneIsNone() {
        assertThat(Zombie.parse("42 (sleep) S 1 7" + REST, 1)).isEmpty();
        assertThat(Zombie.parse("", 1)).isEmpty();
    }
}
