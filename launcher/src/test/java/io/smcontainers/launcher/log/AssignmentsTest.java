package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            password=abc                              | password=****
            --hf_token=abc --lr=1                     | --hf_token=**** --lr=1
            db.password=abc                           | db.password=****
            a=1,secret=abc,b=2                        | a=1,secret=****,b=2
            secret=a,b;c                              | secret=****
            https://h/x?token=abc&page=2              | https://h/x?token=****&page=2
            Server=h;AccountKey=ab+/c==;Ssl=true      | Server=h;AccountKey=****;Ssl=true
            cannot log in (password=abc).             | cannot log in (password=****).
            Config{password=abc, lr=1}                | Config{password=****, lr=1}
            Login(password='a b', lr=1)               | Login(password='****', lr=1)
            ['--password=abc', '--lr=1']              | ['--password=****', '--lr=1']
            {"password": "abc", "lr": 1}              | {"password": "****", "lr": 1}
            {"password":"abc","token":"d"}            | {"password":"****","token":"****"}
            {"password":"a\\"b","lr":1}               | {"password":"****","lr":1}
            {"password":"abc\\\\","lr":1}             | {"password":"****","lr":1}
            {'password': 'abc', 'lr': 1}              | {'password': '****', 'lr': 1}
            {'password': "it's", 'lr': 1}             | {'password': "****", 'lr': 1}
            {'password': 'a, b: c', 'lr': 1}          | {'password': '****', 'lr': 1}
            {"pin_token": 1234, "lr": 1}              | {"pin_token": ****, "lr": 1}
            {"credentials": {"user": "x"}, "lr": 1}   | {"credentials": ****, "lr": 1}
            credentials={'user': 'x'} lr=1            | credentials=**** lr=1
            "{\\"password\\": \\"abc\\", \\"lr\\": 1}" | "{\\"password\\": \\"****\\", \\"lr\\": 1}"
            {"a":"{\\"token\\":\\"a\\\\\\"b\\"}"}     | {"a":"{\\"token\\":\\"****\\"}"}
            {"password": "cut of                      | {"password": "****
            token=abc token=def                       | token=**** token=****
            """)
    void theValueBehindASecretNameIsMasked(String text, String masked) {
        assertThat(Assignments.mask(text, SecretNames.STANDARD)).isEqualTo(masked);
        assertThat(Assignments.mask(masked, SecretNames.STANDARD)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unexpected token: }",
                "SyntaxError: Unexpected token < in JSON at position 0",
                "KeyError: 'token'",
                "KeyError: 'password'",
                "max_tokens=512",
                "key_dim=1024, pad_token=<pad>",
                "pad_token='<pad>', token='<|endoftext|>', token=[PAD]",
                "{'pad_token': '[PAD]', 'num_key_value_heads': 8}",
                "[{'key': 'loss', 'value': 1.5}, {'key': 12}]",
                "sorted(rows, key=lambda row: row.loss)",
                "max(scores, key=scores.get)",
                "ValueError: Token is required (`token=True`), but no token found.",
                "Client(token=token, password=self.password, api_key=args.api_key)",
                "token=None, api_key=null, secret=False, password=",
                "if token == 'abc' or password != other:",
                "if token==expected:",
                "TypeError: f() got an unexpected keyword argument 'token'",
                "password: see the manual",
                "\"password\" : os.environ['P']",
                "a=token",
                "--file=secret.txt",
                "ExitCode 3\nErrorMessage \"ValueError: key: value\"",
                "=",
                ":",
                "':",
                "\"\":",
                "token=",
                "'token':",
                "\"token\": \""
            })
    void whatACauseNeedsStays(String text) {
        assertThat(Assignments.mask(text, SecretNames.STANDARD)).isSameAs(text);
    }

    @Test
    void anUnfinishedValueEndsWithItsLine() {
        assertThat(Assignments.mask("{'password': 'abc\nnext line", SecretNames.STANDARD))
                .isEqualTo("{'password': '****\nnext line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "=", ":", "a=", "token={", "token=,a", "'token': ", "'key':\"", "\"token\":\"\\", "key=["})
    void aLongTextTakesNoLongTime(String part) {
        String text = part.repeat(200_000 / part.length());

        // Not the time on the wall, which a busy machine makes long.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        Assignments.mask(text, SecretNames.STANDARD);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
