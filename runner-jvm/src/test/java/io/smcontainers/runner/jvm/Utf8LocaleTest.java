package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8LocaleTest {
    @TempDir
    Path base;

    @ParameterizedTest
    @CsvSource({
        "'','','',true",
        "'','',C,true",
        "'',POSIX,en_US.UTF-8,true",
        "'','',en_US.UTF-8,false",
        "'',de_DE,C,false",
        "C,'','',false",
        "en_US.UTF-8,'','',false"
    })
    void isGivenOnlyWhereThereIsNone(String all, String type, String language, boolean given) {
        TestJob job = TestJob.running(base, "Train.java").file("Train.java");
        job.variable("LC_ALL", all).variable("LC_CTYPE", type).variable("LANG", language);
        assertThat(job.plan().program().environment()).isEqualTo(given ? Map.of("LC_CTYPE", "C.UTF-8") : Map.of());
    }
}
