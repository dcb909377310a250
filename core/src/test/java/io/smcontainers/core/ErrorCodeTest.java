package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Exit codes and first words leave the container: people's scripts know them. */
class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "USER_PROGRAM_FAILED, USER, 1, ExecuteUserScriptError",
        "INVALID_CONFIGURATION, USER, 78, ConfigurationError",
        "MISSING_ENTRY_POINT, USER, 66, ConfigurationError",
        "INVALID_ARCHIVE, USER, 65, DownloadError",
        "DOWNLOAD_FAILED, EXTERNAL, 69, DownloadError",
        "DOWNLOAD_DENIED, EXTERNAL, 77, DownloadError",
        "INSTALL_REQUIREMENTS_FAILED, EXTERNAL, 69, InstallRequirementsError",
        "INSTALL_MODULE_FAILED, EXTERNAL, 69, InstallModuleError",
        "DEPENDENCY_UNAVAILABLE, EXTERNAL, 69, ConfigurationError",
        "PERMISSION_DENIED, RESOURCE, 77, ConfigurationError",
        "IO_FAILED, RESOURCE, 74, Framework Error",
        "INTERNAL, INTERNAL, 70, Framework Error"
    })
    void aCodeHasItsKindExitCodeAndFirstWord(ErrorCode code, ErrorKind kind, int exitCode, String firstWord) {
        assertThat(code.kind()).isEqualTo(kind);
        assertThat(code.exitCode()).isEqualTo(exitCode);
        assertThat(code.firstWord()).isEqualTo(firstWord);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedJobNeverExitsWithZero(ErrorCode code) {
        assertThat(code.exitCode()).isBetween(1, 127);
    }
}
