package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hardware;
import io.smcontainers.core.JobException;
import java.nio.file.Path;
import java.util.Collections;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionCheckTest {
    private static final String PER_HOST = "sagemaker_mpi_num_of_processes_per_host";

    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = new TestJob(base);
    }

    @ParameterizedTest
    @CsvSource({"sagemaker_mpi_enabled,mpirun", "sagemaker_torch_distributed_enabled,torchrun"})
    void aJobOfSeveralProcessesThatWeCannotStartIsRefused(String flag, String launcher) {
        job.hosts("algo-1", "algo-2").hyperparameter(flag, "true");

        assertThatThrownBy(check(0))
                .hasMessage("hyperparameters.json: '" + flag + "' asks for " + launcher
                        + " with 2 processes on [algo-1, algo-2], which this version does not start yet;"
                        + " have the program start " + launcher + " itself, or run it as one process")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    }

    @Test
    void severalProcessesOnOneHostAreRefusedToo() {
        job.hyperparameter("sagemaker_mpi_enabled", "true").hyperparameter(PER_HOST, "4");
        assertThatThrownBy(check(0)).hasMessageContaining("mpirun with 4 processes on [algo-1]");
    }

    @Test
    void eachAcceleratorCountsAsAProcess() {
        job.hyperparameter("sagemaker_torch_distributed_enabled", "true");
        assertThatThrownBy(check(8)).hasMessageContaining("torchrun with 8 processes on [algo-1]");
    }

    @Test
    void oneProcessInAllNeedsNoLauncher() {
        job.hyperparameter("sagemaker_mpi_enabled", "true");
        assertThatCode(check(1)).doesNotThrowAnyException();

        job.hyperparameter(PER_HOST, "1");
        assertThatCode(check(8)).doesNotThrowAnyException();
    }

    @Test
    void hostsThatEachRunTheProgramAreFine() {
        job.hosts("algo-1", "algo-2").hyperparameter("sagemaker_mpi_enabled", "false");
        assertThatCode(check(8)).doesNotThrowAnyException();

        job.hyperparameter("sagemaker_parameter_server_enabled", "true");
        assertThatCode(check(8)).doesNotThrowAnyException();
    }

    @Test
    void aNumberOfProcessesThatIsNoneIsNamed() {
        job.hyperparameter("sagemaker_mpi_enabled", "true").hyperparameter(PER_HOST, "many");
        assertThatThrownBy(check(0))
                .hasMessage("hyperparameters.json: '" + PER_HOST + "' is \"many\"; expected an integer");
    }

    private ThrowingCallable check(int gpus) {
        Accelerator gpu = new Accelerator(AcceleratorKind.GPU, "", "");
        Hardware hardware = new Hardware(2, Collections.nCopies(gpus, gpu));
        return () -> DistributionCheck.require(job.build().environment().withHardware(hardware));
    }
}
