package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads first whose program failed, of whatever kind it is. */
class FailureCauseIT {
    @TempDir
    private Path base;

    @Test
    void aPythonProgramsExceptionItsCauseAndItsPlace() {
        firstOf("train.py", 1, """
                def load():
                    try:
                        {}["lr"]
                    except KeyError as e:
                        raise ValueError("no learning rate") from e


                load()
                """).startsWith("""
                        ExecuteUserScriptError:
                        ExitCode 1
                        ErrorMessage "ValueError: no learning rate (caused by KeyError: 'lr')
                        at train.py, line 5, in load: raise ValueError("no learning rate") from e
                        """);
    }

    @Test
    void theSameOfAShellScriptThatRunsPython() {
        firstOf("train.sh", 1, """
                #!/bin/sh
                set -e
                cat > fit.py <<'END'
                def fit():
                    raise RuntimeError("loss is nan")
                fit()
                END
                python3 fit.py
                """)
                .contains("ErrorMessage \"RuntimeError: loss is nan\nat fit.py, line 2, in fit: raise RuntimeError(");
    }

    @Test
    void aJavaProgramsInnermostCauseAndItsPlace() {
        firstOf("train.sh", 1, """
                #!/bin/sh
                cat > Train.java <<'END'
                class Train {
                    public static void main(String[] args) {
                        throw new IllegalStateException("cannot start", new java.io.IOException("no data"));
                    }
                }
                END
                '%s/bin/java' Train.java
                """.formatted(System.getProperty("java.home")))
                .contains(
                        "ErrorMessage \"java.io.IOException: no data (in java.lang.IllegalStateException: cannot start)\nat ",
                        "Train.main(Train.java:3)");
    }

    @Test
    void aCommandThatIsNotThere() {
        firstOf("train.sh", 127, "#!/bin/sh\nset -e\nxgbost --train\n")
                .containsPattern("line 3: |sh: 3: ")
                .contains("xgbost", "not found");
    }

    @Test
    void aCauseBeforeMuchNoise() {
        firstOf("train.py", 1, """
                import atexit, sys

                @atexit.register
                def report():
                    for i in range(4000):
                        print("2026-01-31 12:00:00 INFO uploading part %d of the profile" % i, file=sys.stderr)


                raise ZeroDivisionError("batch 7 has no rows")
                """)
                .contains(
                        "ErrorMessage \"ZeroDivisionError: batch 7 has no rows\nat train.py, line 9, in <module>: raise");
    }

    @Test
    void anErrorThatWasIgnoredIsNotTheCause() {
        firstOf("train.py", 3, """
                import sys

                class Client:
                    def __del__(self):
                        raise ValueError("handle 3")

                client = Client()
                del client
                print("ignored ValueError: row 7", file=sys.stderr)
                print("the channel 'train' holds no CSV file", file=sys.stderr)
                sys.exit(3)
                """).contains("ErrorMessage \"the channel 'train' holds no CSV file\n");
    }

    @Test
    void theRankThatFailedFirst() {
        firstOf("train.sh", 1, """
                #!/bin/sh
                python3 -c 'raise KeyError("shard 1")' 2>&1 | sed 's/^/[1,1]<stderr>:/' >&2
                python3 -c 'raise ConnectionResetError("Connection reset by peer")' 2>&1 | sed 's/^/[1,0]<stderr>:/' >&2
                exit 1
                """).contains("ErrorMessage \"KeyError: 'shard 1' (rank 1)\n");
    }

    @Test
    void aMessageBehindAProgressBarAndBytesThatAreNoText() {
        firstOf("train.py", 1, """
                import sys

                sys.stderr.buffer.write(b"\\xff\\xfe" + b"x" * 2000000 + b"\\n")
                for i in range(10):
                    sys.stderr.write("\\r%d0%%|##" % i)
                raise OverflowError("step 10")
                """).contains("ErrorMessage \"OverflowError: step 10\nat train.py, line 6, in <module>");
    }

    @Test
    void wordsOnStandardOutputAlone() {
        firstOf("train.sh", 9, "#!/bin/sh\necho 'no such column: price'\nexit 9\n")
                .contains("ExitCode 9\nErrorMessage \"no such column: price\"");
    }

    private AbstractStringAssert<?> firstOf(String program, int exitCode, String text) {
        JobFolder job = JobFolder.in(base).program(program).source(program, text);
        assertThat(Train.built().on(job).run().exitCode()).isEqualTo(exitCode);
        String failure = job.failure();
        return assertThat(failure.substring(0, Math.min(300, failure.length())));
    }
}
