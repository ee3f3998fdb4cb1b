package dev.starling.app.argument;

import static dev.starling.wire.WarningBody.Comparison.ABOVE;
import static dev.starling.wire.WarningBody.Comparison.BELOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricClaimTest {
    @Test
    void understandsAboveAndBelowWithAndWithoutUnit() {
        assertThat(MetricClaim.parse("rtt.p99=62ms>50ms"))
                .isEqualTo(new MetricClaim("rtt.p99", 62, ABOVE, 50, "ms"));
        assertThat(MetricClaim.parse("peers=3<8"))
                .isEqualTo(new MetricClaim("peers", 3, BELOW, 8, null));
    }

    @Test
    void understandsSignsFractionsExponentsAndSpaces() {
        assertThat(MetricClaim.parse("a b= -1.5e3 °C > +.5E-1 °C "))
                .isEqualTo(new MetricClaim("a b", -1_500, ABOVE, 0.05, "°C"));
        assertThat(MetricClaim.parse("a=1em>2em"))
                .isEqualTo(new MetricClaim("a", 1, ABOVE, 2, "em"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rtt 62ms>50ms | has no = at character 14",
                "=62>50 | has no name at character 1",
                "rtt=62ms | has neither > nor < at character 9",
                "rtt=62=50 | has neither > nor < at character 10",
                "rtt=ms>50 | has no number at character 5",
                "rtt=62>fast | has no number at character 8",
                "rtt=62> | has no number at character 8",
                "rtt=NaN>1 | has no number at character 5",
                "rtt=1e999>1 | has a number too large at character 5",
                "rtt=62ms>50 | has another unit: 'ms' before, none at character 12",
                "rtt=62ms>50s | has another unit: 'ms' before, 's' at character 12",
                "rtt=62>50>40 | has a second > or < at character 10"
            })
    void saysWhereItIsWrongAndWhatWasExpected(String text, String wrong) {
        assertThatThrownBy(() -> MetricClaim.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' " + wrong + ", expected NAME=62ms>50ms or NAME=40ms<50ms");
    }
}
