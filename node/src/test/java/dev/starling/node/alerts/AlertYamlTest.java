package dev.starling.node.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.WarningBody.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertYamlTest {
    @Test
    void readsWhatTheExpressionSays() throws ThresholdException {
        AlertConfig read =
                parse(
                        """
                        sampling: 500ms
                        warnings:
                          - {metric: rtt.p99, above: 50ms, for: 5s, clear: 40ms, severity: critical}
                          - metric: links.open
                            below: 2
                            advice: "call somebody"
                        """);

        assertThat(read.samplingNanos()).isEqualTo(Duration.ofMillis(500).toNanos());
        assertThat(read.crossingGapNanos()).isEqualTo(Duration.ofMinutes(1).toNanos());
        assertThat(read.thresholds())
                .containsExactly(
                        Threshold.parse("rtt.p99>50ms for 5s clear 40ms").as(Severity.CRITICAL),
                        Threshold.parse("links.open<2").advising("call somebody"));
    }

    @Test
    void keepsTheDefaultsForWhatIsNotSaid() throws ThresholdException {
        assertThat(parse("")).isEqualTo(AlertConfig.DEFAULT);
        assertThat(parse("sampling: 2s").thresholds()).isEqualTo(DefaultThresholds.ALL);
        assertThat(parse("warnings: []").thresholds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "samplign: 1s | 1 | 1 | unknown key; did you mean sampling?",
                "sampling: 1 | 1 | 12 | expected ns, us, ms, s or min",
                "sampling: 1s x | 1 | 14 | expected nothing more",
                "sampling: 1h | 1 | 12 | expected ns, us, ms, s or min",
                "sampling: 1us | 1 | 11 | the sampling period is from 10ms to 1min",
                "sampling: [1s] | 1 | 11 | expected one value",
                "'sampling: 1s\nsampling: 2s' | 2 | 1 | sampling is said twice",
                "warnings: 5 | 1 | 11 | expected a list of warnings",
                "warnings: [rtt] | 1 | 12 | expected metric, above, below, for, clear, severity, advice",
                "warnings: [{above: 5ms}] | 1 | 12 | expected metric: with a name",
                "warnings: [{metric: rtt.p99}] | 1 | 12 | expected above: or below: with a value, one of them",
                "warnings: [{metric: rtt.p9x}] | 1 | 12 | expected above: or below: with a value, one of them",
                "'warnings:\n - {metric: rtt.p9x, above: 1s}' | 2 | 17 | expected p50, p90, p99, p99.9 or max",
                "'warnings:\n - {metric: rtt.p99, abov: 1s}' | 2 | 22 | unknown key; did you mean above?",
                "'warnings:\n - {metric: rtt.p99, above: 1}' | 2 | 30 | expected ns, us, ms, s or min",
                "'warnings:\n - {metric: rtt.p99, above: 1s, clear: 2s}' | 2 | 40 | what is bad above a value is clear at it or below",
                "'warnings:\n - {metric: rtt.p99, above: 1s, severity: bad}' | 2 | 43 | expected info, warning or critical"
            })
    void saysWhereItIsWrong(String text, int line, int column, String problem) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(ThresholdException.class)
                .hasMessage("a.yaml: line %d, column %d: %s".formatted(line, column, problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | not YAML",
                "'a: b: c' | not YAML",
                "!!java.lang.Thread [] | Global tag is not allowed",
                "'a: &x [*x, *x]\nb: *x' | a.yaml",
                "[[[[[[[[[[[[1]]]]]]]]]]]] | a.yaml"
            })
    void refusesWhatIsNoSuchTextInOneLine(String text, String part) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(ThresholdException.class)
                .hasMessageContaining(part)
                .hasMessageStartingWith("a.yaml: ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void refusesATextThatIsTooLongAndTooManyThresholds() {
        assertThatThrownBy(() -> parse("# " + "x".repeat(70_000)))
                .hasMessage("a.yaml: expected at most 65,536 characters");
        String many = "warnings:\n" + " - {metric: redials, above: 1}\n".repeat(65);
        assertThatThrownBy(() -> parse(many)).hasMessageContaining("at most 64 thresholds");
    }

    private static AlertConfig parse(String text) throws ThresholdException {
        return AlertYaml.parse(text, "a.yaml");
    }
}
