package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankTagsTest {
    private final RankTags tags = new RankTags(List.of("algo-1", "algo-10", "algo-2"), 2);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final RankTagStream stream = new RankTagStream(out, tags);

    @ParameterizedTest
    @CsvSource({
        "[1;0]<stdout>:x, [1;mpirank:0;algo-1]<stdout>:x",
        "[1;3]<stderr>:x, [1;mpirank:3;algo-10]<stderr>:x",
        "[prterun-h-1@1;5]<stdout>: x, [prterun-h-1@1;mpirank:5;algo-2]<stdout>: x",
        "[1;6]<stdout>:no such host, [1;6]<stdout>:no such host",
        "[1;x]<stdout>:x, [1;x]<stdout>:x",
        "[2;3] a list, [2;3] a list",
        "plain, plain",
        "[, [",
    })
    void theHostIsAdded(String line, String expected) {
        assertThat(tags.rewrite(line.replace(';', ','))).isEqualTo(expected.replace(';', ','));
    }

    @Test
    void marksOfPiecesAreTakenOut() {
        assertThat(tags.rewrite(
                        "[1,1]<stderr>:Value[1,1]<stderr>:Error[1,1]<stderr>:\n[1,2]<stdout>:a[1,1]<stderr>:b\n"))
                .isEqualTo("[1,mpirank:1,algo-1]<stderr>:ValueError\n[1,mpirank:2,algo-10]<stdout>:a[1,1]<stderr>:b\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1000})
    void aStreamSaysTheSameHoweverItArrives(int pieceBytes) throws IOException {
        String text = "[1,0]<stdout>:ü\n\nplain\n[1,2]<stderr>:[1, 2]\nno end";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            stream.write(bytes, at, Math.min(pieceBytes, bytes.length - at));
        }
        stream.flush();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(tags.rewrite(text));
    }

    @Test
    void whatIsNoTagPassesAtOnce() throws IOException {
        stream.write("progress 10%".getBytes(StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("progress 10%");
        stream.write(" [1".getBytes(StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("progress 10% [1");
    }
}
