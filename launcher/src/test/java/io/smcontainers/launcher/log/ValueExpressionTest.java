package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class ValueExpressionTest {
    @Test
    void everyMatchIsMasked() {
        assertThat(ValueExpression.of("corp-[a-z]+").mask("corp-a and corp-bcd"))
                .isEqualTo("**** and ****");
        assertThat(ValueExpression.of("(?i)CORP").mask("no match")).isEqualTo("no match");
    }

    @Test
    void anEmptyMatchIsNone() {
        assertThat(ValueExpression.of("x*").mask("axxb")).isEqualTo("a****b");
        assertThat(ValueExpression.of("").mask("axxb")).isEqualTo("axxb");
    }

    @Test
    void aLiteralMatchesItselfAlone() {
        assertThat(ValueExpression.literal("a(b").mask("a(b a.b")).isEqualTo("**** a.b");
    }

    @Test
    void aBrokenExpressionIsRefused() {
        assertThatThrownBy(() -> ValueExpression.of("a(b")).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void aTextThatAnExpressionTakesForeverForIsNotShown() {
        ValueExpression expression = ValueExpression.of("(\\w|\\d|[0-9])+(\\w|\\d|[0-9])+!\\1");

        assertTimeout(Duration.ofSeconds(20), () -> assertThat(expression.mask("1".repeat(64) + " rest"))
                .isEqualTo(ValueExpression.WITHHELD));
    }

    @Test
    void aTextThatAnExpressionRunsOutOfStackForIsNotShown() {
        assertThat(ValueExpression.of("(a|b)*c").mask("ab".repeat(500_000))).isEqualTo(ValueExpression.WITHHELD);
    }

    @Test
    void anOrdinaryExpressionHasEnoughLooksForALongText() {
        String text = "x".repeat(200_000);
        assertThat(ValueExpression.of("[A-Z]{3}-\\d{4,8}").mask(text)).isEqualTo(text);
    }
}
