package io.smcontainers.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledDataTest {
    @TempDir
    private Path folder;

    @Test
    void allFilesOfAChannelAreReadInOrderOfName() throws IOException {
        Files.writeString(folder.resolve("b.csv"), "x,y,class\n3,4,no\n");
        Files.writeString(folder.resolve("a.csv"), "x,y,class\r\n1,2,yes\r\n\r\n");
        Files.writeString(folder.resolve("notes.txt"), "not data");

        LabelledData data = LabelledData.read(folder);

        assertThat(data.features()).containsExactly("x", "y");
        assertThat(data.rows().getData())
                .extracting(row -> row.getOutput().getLabel())
                .containsExactly("yes", "no");
    }

    @Test
    void anyOtherByteMakesAnotherSum() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "x,class\n1,yes\n");
        String before = LabelledData.read(file).sha256();
        Files.writeString(file, "x,class\n1,yes\n\n");

        assertThat(LabelledData.read(file).sha256()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | a.csv line 1: expected a header",
                "'x,class\n'              | a.csv: a header but no rows",
                "'x,class\n1,a\n\n2\n'    | a.csv line 4: 1 values, expected 2 [x, class]",
                "'x,class\none,a\n'       | a.csv line 2: x is 'one', expected a number",
                "'x,class\nNaN,a\n'       | a.csv line 2: x is 'NaN', expected a number",
                "'x,class\n1,\n'          | a.csv line 2: class is empty",
            })
    void whatIsWrongIsNamedWithItsLine(String text, String message) throws IOException {
        Files.writeString(folder.resolve("a.csv"), text);

        assertThatThrownBy(() -> LabelledData.read(folder))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesWithDifferentColumnsAreRefused() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,class\n1,a\n");
        Files.writeString(folder.resolve("b.csv"), "y,class\n1,a\n");

        assertThatThrownBy(() -> LabelledData.read(folder)).hasMessageContaining("b.csv line 1: the columns differ");
    }

    @Test
    void aFolderWithoutDataIsRefused() {
        assertThatThrownBy(() -> LabelledData.read(folder)).hasMessageContaining("no .csv file");
        assertThatThrownBy(() -> LabelledData.read(folder.resolve("none"))).hasMessageContaining("no such file");
    }

    @Test
    void validationMayHoldNothingThatTrainingLacks() throws IOException {
        LabelledData training = LabelledData.read(Files.writeString(folder.resolve("a.csv"), "x,class\n1,a\n2,b\n"));
        LabelledData fewer = LabelledData.read(Files.writeString(folder.resolve("b.csv"), "x,class\n1,a\n"));
        LabelledData column = LabelledData.read(Files.writeString(folder.resolve("c.csv"), "y,class\n1,a\n"));

        fewer.requireSuits(training);
        assertThatThrownBy(() -> training.requireSuits(fewer)).hasMessageEndingWith("training channel lacks: [b]");
        assertThatThrownBy(() -> column.requireSuits(training)).hasMessageContaining("has the columns [y]");
    }
}
