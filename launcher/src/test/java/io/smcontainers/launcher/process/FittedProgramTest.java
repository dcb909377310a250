package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FittedProgramTest {
    private static final String LONG = "x".repeat(50);
    private static final long PLENTY = 1_000_000;

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = temporary.resolve("large");
    }

    @Test
    void whatFitsStaysAsItIsAndNoFolderIsMade() {
        FittedProgram fitted = fit(List.of("sh", "-c", ""), Map.of("A", "b"));

        assertThat(fitted).isEqualTo(new FittedProgram(List.of("sh", "-c", ""), Map.of("A", "b"), List.of()));
        assertThat(folder).doesNotExist();
    }

    @Test
    void aVariableThatIsTooLongGoesToAFile() {
        FittedProgram fitted = fit(List.of("sh"), Map.of("SM_HP_TEXT", LONG, "A", "b"));

        Path file = folder.resolve("SM_HP_TEXT");
        assertThat(file).hasContent(LONG);
        assertThat(fitted.variables()).isEqualTo(Map.of("A", "b", "SM_HP_TEXT_FILE", file.toString()));
        assertThat(fitted.warnings())
                .containsExactly("environment variable SM_HP_TEXT is longer than the 40 bytes that Linux allows;"
                        + " it is in the file that SM_HP_TEXT_FILE names, " + file);
    }

    @Test
    void theLimitCountsNameAndValueInBytes() {
        assertThat(fit(List.of("sh"), Map.of("A", "é".repeat(19))).warnings()).isEmpty();
        assertThat(fit(List.of("sh"), Map.of("A", "é".repeat(20))).warnings()).hasSize(1);
    }

    @Test
    void namesThatNoFileCanHaveGetFilesOfTheirOwn() throws IOException {
        String longName = "SM_HP_" + "N".repeat(300);
        FittedProgram fitted = fit(
                List.of("sh"),
                Map.of("SM_HP_A/B", LONG + 1, "SM_HP_A_B", LONG + 2, "SM_HP_..", LONG + 3, longName, LONG));

        assertThat(Files.readString(file(fitted, "SM_HP_A/B"))).isEqualTo(LONG + 1);
        assertThat(Files.readString(file(fitted, "SM_HP_A_B"))).isEqualTo(LONG + 2);
        assertThat(Files.readString(file(fitted, "SM_HP_.."))).isEqualTo(LONG + 3);
        assertThat(Files.readString(file(fitted, longName))).isEqualTo(LONG);
    }

    @Test
    void halfASurrogatePairDoesNotKeepAValueFromItsFile() {
        FittedProgram fitted = fit(List.of("sh"), Map.of("SM_HP_TEXT", LONG + "\ud800"));
        assertThat(file(fitted, "SM_HP_TEXT")).hasContent(LONG + "?");
    }

    @Test
    void onlyTheOwnerCanReadTheFolder() throws IOException {
        fit(List.of("sh"), Map.of("SM_HP_TEXT", LONG));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.createFile(folder);

        assertThatThrownBy(() -> fit(List.of("sh"), Map.of("SM_HP_TEXT", LONG)))
                .hasMessageStartingWith(
                        "environment variable SM_HP_TEXT is too long for Linux, and cannot be written to"
                                + " a file in " + folder + ": ")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.IO_FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aggregatesAreDroppedInOrderOnlyUntilTheRestFits(int dropped) {
        List<String> order =
                List.of("SM_TRAINING_ENV", "SM_HPS", "SM_USER_ARGS", "SM_RESOURCE_CONFIG", "SM_INPUT_DATA_CONFIG");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SM_HP_A", "a".repeat(1_000));
        order.forEach(name -> variables.put(name, "v".repeat(10_000)));
        // Each file variable costs less than 500 bytes, so that what is left over tells how many can stay.
        long limit = 5_000 + (order.size() - dropped) * 10_050L;

        FittedProgram fitted = FittedProgram.of(List.of("sh"), variables, new ExecLimits(20_000, limit), folder);

        assertThat(order)
                .filteredOn(name -> !fitted.variables().containsKey(name))
                .isEqualTo(order.subList(0, dropped));
        assertThat(fitted.warnings()).hasSize(dropped);
        assertThat(order.subList(0, dropped))
                .allSatisfy(name -> assertThat(file(fitted, name)).hasContent("v".repeat(10_000)));
        assertThat(fitted.variables()).containsKey("SM_HP_A");
    }

    @Test
    void aDroppedAggregateIsExplained() {
        FittedProgram fitted =
                FittedProgram.of(List.of("sh"), Map.of("SM_HPS", "{}"), new ExecLimits(20_000, 1), folder);
        assertThat(fitted.warnings())
                .containsExactly(
                        "environment variable SM_HPS is left out, as all variables together are more than Linux"
                                + " allows; it is in the file that SM_HPS_FILE names, " + folder.resolve("SM_HPS"));
    }

    private FittedProgram fit(List<String> argv, Map<String, String> variables) {
        return FittedProgram.of(argv, variables, new ExecLimits(40, PLENTY), folder);
    }

    private static Path file(FittedProgram fitted, String name) {
        return Path.of(fitted.variables().get(name + "_FILE"));
    }
}
