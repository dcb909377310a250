package io.smcontainers.runner.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Cooperation;
import io.smcontainers.spi.LaunchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchrunTest {
    @TempDir
    private Path base;

    private TestJob job;

    @BeforeEach
    void aJobOfTwoHosts() {
        job = TestJob.running(base, "train.py").file("train.py").hosts("algo-2", "algo-1", "algo-2");
        job.executable(job.path().resolve("torchrun"));
    }

    @Test
    void torchrunTakesThePlaceOfPython() {
        assertThat(argv("{\"lr\":0.1,\"sagemaker_mpi_num_of_processes_per_host\":4"))
                .containsExactly(
                        job.path().resolve("torchrun").toString(),
                        "--nnodes",
                        "2",
                        "--nproc_per_node",
                        "4",
                        "--master_addr",
                        "algo-1",
                        "--master_port",
                        "7777",
                        "--node_rank",
                        "1",
                        "train.py",
                        "--lr",
                        "0.1");
    }

    @Test
    void oneHostHasNoRendezvous() {
        job.hosts("algo-1", "algo-1");
        assertThat(argv("{")).containsExactly(torchrun(), "--nnodes", "1", "--nproc_per_node", "1", "train.py");
    }

    @Test
    void hostsSucceedOrFailTogether() {
        LaunchPlan plan = plan("{");
        assertThat(plan.cooperation()).isEqualTo(Cooperation.TOGETHER);
        assertThat(plan.errorFiles()).extracting("variable").containsExactly("TORCHELASTIC_ERROR_FILE");
        assertThat(plan.program().environment())
                .containsEntry("MASTER_ADDR", "algo-1")
                .containsEntry("PYTHONUNBUFFERED", "1");
    }

    @ParameterizedTest
    @CsvSource({"--nproc-per-node=8", "--nproc_per_node=8", "--nproc-per-node 8"})
    void anOptionOfTheUsersTakesThePlaceOfOurs(String option) {
        List<String> argv = argv("{\"sagemaker_torchrun_args\":\"" + option + " --max-restarts=3\"");
        assertThat(argv).contains("--max-restarts=3").doesNotContain("1,");
        assertThat(argv.stream().filter(word -> word.startsWith("--nproc"))).hasSize(1);
        assertThat(argv.indexOf("train.py")).isGreaterThan(argv.indexOf("--max-restarts=3"));
    }

    @ParameterizedTest
    @CsvSource({"--nnodes=1:2", "--nnodes 1:2"})
    void elasticHostsMeetAtARendezvous(String option) {
        LaunchPlan plan = plan("{\"sagemaker_torchrun_args\":\"" + option + " --max-restarts=3\"");

        assertThat(plan.program().argv())
                .containsSubsequence("--rdzv_backend", "c10d", "--rdzv_endpoint", "algo-1:7777", "--rdzv_id")
                .doesNotContain("--master_addr", "--node_rank", "2");
        assertThat(plan.cooperation())
                .as("a host that is lost is torchrun's business")
                .isEqualTo(Cooperation.BY_THE_PROGRAM);
    }

    @Test
    void aPackagesModuleIsRunAsOne() {
        job.file("setup.py");
        assertThat(argv("{")).endsWith("--node_rank", "1", "-m", "train");
    }

    @Test
    void withoutTorchrunItIsStartedAsAModule() {
        TestJob other = TestJob.running(base.resolve("other"), "train.py")
                .file("train.py")
                .hyperparameters("{\"sagemaker_torch_distributed_enabled\":true,"
                        + "\"sagemaker_mpi_num_of_processes_per_host\":2}");
        assertThat(new PythonRunner().plan(other.build()).program().argv())
                .startsWith(other.path().resolve("python3").toString(), "-m", "torch.distributed.run", "--nnodes", "1");
    }

    @Test
    void oneProcessInAllNeedsNotEvenTorch() {
        TestJob other = TestJob.running(base.resolve("other"), "train.py")
                .file("train.py")
                .hyperparameters("{\"sagemaker_torch_distributed_enabled\":true}");
        LaunchPlan plan = new PythonRunner().plan(other.build());
        String python = other.path().resolve("python3").toString();
        assertThat(plan.program().argv()).containsExactly(python, "train.py");
        assertThat(plan.preferred())
                .singleElement()
                .satisfies(way -> assertThat(way.program().argv()).startsWith(python, "-m", "torch.distributed.run"));
    }

    /** A virtual environment that sees the system's packages has no torchrun of its own. */
    @Test
    void aTorchrunOnPathWhoseScriptNamesAnotherPythonIsNotTaken() throws IOException {
        Path system = base.resolve("system");
        Path torchrun = system.resolve("torchrun");
        job.executable(torchrun).variable("PATH", job.path() + ":" + system);
        Files.delete(job.path().resolve("torchrun"));
        String python = job.path().resolve("python3").toString();

        for (String line :
                List.of("", "#!/bin/sh", "#!/usr/bin/env python3", "#! " + python, "#!" + python + "12 -I")) {
            Files.writeString(torchrun, line + "\n");
            assertThat(argv("{")).as(line).startsWith(torchrun.toString());
        }
        Files.writeString(torchrun, "#!" + system + "/python3\n");
        assertThat(argv("{")).startsWith(python, "-m", "torch.distributed.run");
    }

    @Test
    void theTorchrunOfAnotherPythonIsNotTaken() {
        Path other = base.resolve("venv/bin/python");
        job.executable(other).variable("SAGEMAKER_PYTHON", other.toString());
        assertThat(argv("{")).startsWith(other.toString(), "-m", "torch.distributed.run");
        job.executable(other.resolveSibling("torchrun"));
        assertThat(argv("{").get(0)).isEqualTo(other.resolveSibling("torchrun").toString());
    }

    @Test
    void neuronsCompilerGoesInFront() {
        job.variable("RUN_NEURON_PARALLEL_COMPILE", "1");
        assertThat(argv("{")).startsWith("neuron_parallel_compile", torchrun());
    }

    @Test
    void aFrameworksFunctionStartsProcessesItself() {
        job.variable("SAGEMAKER_TRAINING_MODULE", "pkg.mod:func");
        LaunchPlan plan = plan("{");
        assertThat(plan.program().argv()).contains("pkg.mod:func").doesNotContain(torchrun());
        assertThat(plan.cooperation()).isEqualTo(Cooperation.BY_THE_PROGRAM);
    }

    @Test
    void ranksOfMpiRunUnderMpi4pyIfThatIsInstalled() {
        LaunchPlan plan = new PythonRunner()
                .plan(job.hyperparameters("{\"sagemaker_mpi_enabled\":true,\"lr\":1}")
                        .build());
        String python = job.path().resolve("python3").toString();
        assertThat(plan.program().argv()).containsExactly(python, "train.py", "--lr", "1");
        assertThat(plan.preferred()).singleElement().satisfies(way -> {
            assertThat(way.program().argv()).containsExactly(python, "-m", "mpi4py", "train.py", "--lr", "1");
            assertThat(way.check().argv())
                    .startsWith(python, "-c")
                    .last()
                    .asString()
                    .contains("mpi4py");
        });
    }

    @Test
    void pythonProgramsKnowWhereHostsMeetUnlessTheUserSaysSo() {
        Map<String, String> variables = new PythonRunner()
                .plan(job.variable("MASTER_PORT", "29500").build())
                .program()
                .environment();
        assertThat(variables).containsEntry("MASTER_ADDR", "algo-1").doesNotContainKey("MASTER_PORT");
        assertThat(new PythonRunner()
                        .plan(job.hosts("algo-1", "algo-1").build())
                        .program()
                        .environment())
                .doesNotContainKey("MASTER_ADDR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":{\"message\":\"E: x\",\"extraInfo\":{\"py_callstack\":\"Trace\\n  E: x\"}}} | Trace\\n  E: x",
                "{\"message\":{\"message\":\"E: x\"}} | E: x",
                "{\"message\":\"E: x\"}               | E: x",
                "{}                                   | ''",
                "no json                              | ''",
            })
    void anErrorFileIsReadAsItsProgramWouldHavePrintedIt(String json, String expected) {
        assertThat(TorchErrorFile.read(json)).isEqualTo(expected.replace("\\n", "\n"));
    }

    private String torchrun() {
        return job.path().resolve("torchrun").toString();
    }

    private List<String> argv(String parameters) {
        return new ArrayList<>(plan(parameters).program().argv());
    }

    private LaunchPlan plan(String parameters) {
        String flag = "\"sagemaker_torch_distributed_enabled\":true}";
        job.hyperparameters(parameters + (parameters.equals("{") ? "" : ",") + flag);
        return new PythonRunner().plan(job.build());
    }
}
