package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecLimitsIT {
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 131_071})
    void linuxTakesAsMuchAsWeSayItDoes(int stringBytes) {
        ExecLimits limits = ExecLimits.ofThisProcess();
        List<String> argv = List.of("true", "x".repeat(limits.maxStringBytes()));
        Map<String, String> variables = new LinkedHashMap<>(TestProcess.ENVIRONMENT);
        long left = limits.maxTotalBytes() - total(argv) - ExecLimits.cost("PATH=" + variables.get("PATH"));
        for (int i = 0; left > 20; i++) {
            String name = "V" + i;
            long valueBytes = Math.min(left - ExecLimits.cost(name + "="), stringBytes - name.length() - 1L);
            variables.put(name, "v".repeat((int) Math.max(0, valueBytes)));
            left -= ExecLimits.cost(name + "=" + variables.get(name));
        }
        assertThat(left).isBetween(-20L, 20L);

        ProcessResult result = new TestProcess().run(argv, variables, OutputTargets.discarded());

        assertThat(result.exitCode()).isZero();
    }

    private static long total(List<String> strings) {
        return strings.stream().mapToLong(ExecLimits::cost).sum();
    }
}
