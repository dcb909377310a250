package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tarball where NVIDIA's driver is, or seems to be. */
class GpuIT {
    private static final String SHOW = "#!/bin/sh\necho \"$SM_NUM_GPUS\"\n";

    /** What nvidia-smi would say of two GPUs of nvml.c. */
    private static final String NVIDIA_SMI = """
            #!/bin/sh
            case $1 in
            -L)
                echo "GPU 0: NAME (UUID: GPU-00000000-1111-2222-3333-444444440000)"
                echo "GPU 1: NAME (UUID: GPU-10000000-1111-2222-3333-444444440001)" ;;
            --query-gpu=uuid)
                printf '%s\\n' GPU-00000000-1111-2222-3333-444444440000 GPU-10000000-1111-2222-3333-444444440001 ;;
            --query-gpu=name) printf '%s\\n' "NAME" "NAME" ;;
            --query-gpu=memory.total) printf '%s\\n' 81920 81920 ;;
            --query-gpu=pci.bus_id) printf '%s\\n' 00000000:10:00.0 00000000:11:00.0 ;;
            --query-gpu=compute_cap) printf '%s\\n' 9.0 9.0 ;;
            --query-gpu=driver_version) printf '%s\\n' 550.54.15 550.54.15 ;;
            *) exit 2 ;;
            esac
            """;

    @TempDir
    private Path base;

    @Test
    void withoutADriverNothingOfItsBindingIsLoaded() throws Exception {
        Path classes = base.resolve("classes.log");

        Train.Result result = Train.built()
                .on(job())
                .with("SAGEMAKER_TRAIN_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + classes)
                .run();

        assertThat(result.stdout()).isEqualTo("0\n");
        assertThat(Files.readAllLines(classes))
                .filteredOn(line -> line.contains(".gpu.nvml.") || line.contains("com.sun.jna"))
                .hasSize(2)
                .anyMatch(line -> line.contains(" io.smcontainers.gpu.nvml.NvidiaProbe "))
                .anyMatch(line -> line.contains(" io.smcontainers.gpu.nvml.WhyNoGpu "));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"0,-,0", "1,-,1", "8,-,8", "16,-,16", "8,'2,5',2", "8,GPU-3,1", "8,'0,-1,2',1", "8,'',0"})
    void aJobSeesAsManyGpusAsCudaDoes(int gpus, String cudaVisibleDevices, int expected) throws Exception {
        FakeDriver driver = FakeDriver.in(base.resolve("driver"), "gpus " + gpus);
        Train train = driver.under(Train.built()).on(job());
        if (cudaVisibleDevices != null) {
            train.with("CUDA_VISIBLE_DEVICES", cudaVisibleDevices);
        }

        Train.Result result = train.run();

        assertThat(result.stdout()).as(result.stderr()).isEqualTo(expected + "\n");
        assertThat(result.exitCode()).isZero();
        assertThat(driver.log()).startsWith("init", "shutdown");
    }

    @Test
    void theDoctorNamesTheGpus() throws Exception {
        FakeDriver driver = FakeDriver.in(base.resolve("driver"), "gpus 2", "links mesh");

        Train.Result result = driver.under(Train.built()).run("doctor");

        assertThat(result.stdout())
                .as(result.stderr())
                .contains(
                        "NVIDIA H100 80GB HBM3",
                        "GPU-00000000-1111-2222-3333-444444440000",
                        "GPU-10000000-1111-2222-3333-444444440001");
    }

    @Test
    void aJobOnAGpuInstanceHearsWhyItHasNoGpu() {
        FakeDriver driver = FakeDriver.in(base.resolve("driver"), "gpus 8", "init 18");
        JobFolder job = job();
        job.write(
                "input/config/resourceconfig.json",
                "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"],\"current_instance_type\":\"ml.p4d.24xlarge\"}");

        Train.Result result = driver.under(Train.built()).on(job).run();

        assertThat(result.stdout()).isEqualTo("0\n");
        assertThat(result.stderr())
                .contains("WARNING ", "no GPU was found", "nvmlInit says NVML_ERROR_LIB_RM_VERSION_MISMATCH (18)");
    }

    @Test
    void aDriverThatHangsHoldsUpNeitherTheJobNorItsEnd() {
        FakeDriver driver = FakeDriver.in(base.resolve("driver"), "gpus 8", "hang nvmlInit_v2");
        long start = System.nanoTime();

        Train.Result result = driver.under(Train.built()).on(job()).run();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(40));
        assertThat(result.stdout()).isEqualTo("0\n");
        assertThat(result.stderr()).contains("hardware probe 'nvidia' did not answer within 10000 ms");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"NVIDIA H100 80GB HBM3,0", "Tesla T4,1"})
    void theScriptThatComparesWithNvidiaSmiSeesWhetherItIsTheSame(String name, int exitCode) throws Exception {
        FakeDriver driver = FakeDriver.in(base.resolve("driver"), "gpus 2");
        Path smi = Files.writeString(driver.folder().resolve("nvidia-smi"), NVIDIA_SMI.replace("NAME", name));
        assertThat(smi.toFile().setExecutable(true)).isTrue();

        Train.Result result = driver.under(Train.at(driver.compare()))
                .with("PATH", driver.folder() + ":" + System.getenv("PATH"))
                .run(WarmTree.home().resolve("bin/train").toString(), "1");

        assertThat(result.stdout())
                .as(result.stderr())
                .startsWith("same    number: 2\n")
                .contains(
                        "same    uuid: GPU-00000000-1111-2222-3333-444444440000 GPU-10000000-1111-2222-3333-444444440001\n",
                        (exitCode == 0 ? "same    name: " : "DIFFER  name: nvidia-smi says ") + name + " " + name,
                        "same    memory in MiB: 81920 81920\n",
                        "same    bus id: 00000000:10:00.0 00000000:11:00.0\n",
                        "same    compute capability: 9.0 9.0\n",
                        "same    driver: 550.54.15\n")
                .containsPattern("\n  \\d+  \\d+  \\d+\n$");
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    private JobFolder job() {
        return JobFolder.in(base.resolve("job")).program("train.sh").source("train.sh", SHOW);
    }
}
