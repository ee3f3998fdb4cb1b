package dev.starling.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UtcTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1795376160000001, 2026-11-22T19:36:00.000001Z",
        "1, 1970-01-01T00:00:00.000001Z",
        "-1, 1969-12-31T23:59:59.999999Z",
        "1795376160000000, 2026-11-22T19:36:00.000000Z",
        "253402300799999999, 9999-12-31T23:59:59.999999Z",
        "253402300800000000, +10000-01-01T00:00:00.000000Z",
        "-62167219200000001, -0001-12-31T23:59:59.999999Z",
        "9223372036854775807, +294247-01-10T04:00:54.775807Z",
        "-9223372036854775808, -290308-12-21T19:59:05.224192Z"
    })
    void saysEveryTimeWithSixFractionDigits(long micros, String said) {
        assertThat(UtcTime.format(micros)).isEqualTo(said);
    }
}
