package io.smcontainers.tests;

import java.util.EnumMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end how many container tests ran, so that nobody takes a build without them for one with them. */
public final class ContainerTestCount implements TestExecutionListener {
    private static final TestTag CONTAINERS = TestTag.create(ToolkitImages.TAG);
    private static final TestTag PYTORCH = TestTag.create(PytorchJob.TAG);

    private final Map<TestExecutionResult.Status, Integer> ran = new EnumMap<>(TestExecutionResult.Status.class);
    private int skipped;
    private boolean hasPytorch;

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (counts(test)) {
            ran.merge(result.getStatus(), 1, Integer::sum);
            hasPytorch |= test.getTags().contains(PYTORCH);
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (counts(test)) {
            skipped++;
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        int all = ran.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(
                all + skipped == 0
                        ? "*** NO CONTAINER TESTS RAN ***"
                        : "*** " + all + " container tests ran: " + count(TestExecutionResult.Status.SUCCESSFUL)
                                + " passed, " + count(TestExecutionResult.Status.FAILED) + " failed, "
                                + (skipped + count(TestExecutionResult.Status.ABORTED)) + " skipped ***");
        if (all + skipped > 0 && !hasPytorch) {
            System.out.println("*** none of them with a real PyTorch: for those mvn verify -Ppytorch ***");
        }
    }

    private int count(TestExecutionResult.Status status) {
        return ran.getOrDefault(status, 0);
    }

    private static boolean counts(TestIdentifier test) {
        return test.isTest() && test.getTags().contains(CONTAINERS);
    }
}
