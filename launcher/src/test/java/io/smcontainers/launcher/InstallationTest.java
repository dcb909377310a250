package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.launcher.process.UnixSignal;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.InstallStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InstallationTest {
    private static final Command WORKS = Command.of("works");
    private static final Command FAILS = Command.of("fails", "--token", "abc");

    private final TestLog log = new TestLog();
    private final JobSignals signals = new JobSignals();
    private final List<String> ran = new ArrayList<>();

    @Test
    void everyStepIsCarriedOutInOrder() {
        assertThat(carryOut(step(WORKS), step(Command.of("works-too")))).isEmpty();
        assertThat(ran).containsExactly("works", "works-too");
    }

    @Test
    void theFirstAttemptThatSucceedsEndsTheStep() {
        assertThat(carryOut(step(FAILS, WORKS, Command.of("never")))).isEmpty();
        assertThat(ran).containsExactly("fails", "works");
        assertThat(log.infos()).contains("that failed with exit code 5; trying another way");
    }

    @Test
    void aStepOfWhichAllAttemptsFailEndsTheInstallation() {
        Optional<Outcome> outcome = carryOut(step(FAILS, FAILS), step(WORKS));

        assertThat(ran).containsExactly("fails", "fails");
        assertThat(outcome).map(Outcome::exitCode).contains(69);
        assertThat(outcome.map(Outcome.Failed.class::cast)
                        .map(failed -> failed.failure().text()))
                .contains("""
                InstallRequirementsError:
                ExitCode 5
                ErrorMessage "ERROR: no such package
                last words
                ERROR: no such package
                bye"
                ExtraInfo "Tried before: ERROR: no such package"
                Command "fails --token ****\"""");
    }

    @Test
    void anInstallationThatIsToldToStopTriesNoOtherWay() {
        signals.receive(UnixSignal.TERM);

        assertThat(carryOut(step(FAILS, WORKS))).isPresent();

        assertThat(ran).containsExactly("fails");
    }

    @Test
    void secretsAreNotLogged() {
        carryOut(step(FAILS));
        assertThat(log.infos()).containsExactly("installing requirements.txt: fails --token ****");
    }

    private Optional<Outcome> carryOut(InstallStep... steps) {
        Redactor redactor = new Redactor();
        return new Installation(this::run, new FailureText(redactor), redactor, log.log(), signals::isStopRequested)
                .carryOut(Arrays.asList(steps));
    }

    private ProcessResult run(Command command) {
        ran.add(command.argv().get(0));
        return command.equals(FAILS)
                ? new ProcessResult(5, "", "last words\nERROR: no such package\nbye\n")
                : new ProcessResult(0, "", "");
    }

    private static InstallStep step(Command... attempts) {
        return new InstallStep(
                "requirements.txt",
                List.of(attempts),
                ErrorCode.INSTALL_REQUIREMENTS_FAILED,
                List.of(new ErrorPattern("pip", Pattern.compile("ERROR: .*"))));
    }
}
