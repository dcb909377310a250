package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwnChildrenIT {
    private final OwnChildren children = new OwnChildren();

    @Test
    void aChildIsOursUntilTheJvmKnowsOfItsEnd() throws Exception {
        Process child = children.start(new ProcessBuilder("cat"));
        List<Long> pids = List.of(child.pid());
        assertThat(children.unlessOurs(pids, pid -> true)).isEmpty();

        child.getOutputStream().close();
        child.waitFor();

        assertThat(children.unlessOurs(pids, pid -> true)).containsExactly(child.pid());
    }

    @Test
    void anyOtherProcessIsNotOurs() {
        List<Long> pids = List.of(1L, 2L);
        assertThat(children.unlessOurs(pids, pid -> pid == 2)).containsExactly(2L);
    }
}
