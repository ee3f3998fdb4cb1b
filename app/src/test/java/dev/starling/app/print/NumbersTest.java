package dev.starling.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "62, 62",
        "62.0, 62",
        "0.1, 0.1",
        "-0.5, -0.5",
        "0, 0",
        "-0.0, -0",
        "0.0001, 0.0001",
        "1e7, 10000000",
        "123456789012, 123456789012",
        "1e300, 1E+300",
        "-2.5e-300, -2.5E-300",
        "4.9e-324, 4.9E-324",
        "1.7976931348623157e308, 1.7976931348623157E+308"
    })
    void saysDoublesAsShortAsTheyCanBeSaid(double value, String said) {
        assertThat(Numbers.shortest(value)).isEqualTo(said);
    }

    @Test
    void everyDoubleReadsBackAsItself() {
        Random random = new Random(42);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(Numbers.shortest(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "999 | 999",
                "1234 | 1,234",
                "-999 | -999",
                "-1234 | -1,234",
                "1048576 | 1,048,576",
                "-9223372036854775808 | -9,223,372,036,854,775,808"
            })
    void groupsWholeNumbersInThrees(long value, String said) {
        assertThat(Numbers.grouped(value)).isEqualTo(said);
    }

    @Test
    void countsOneThingAndSeveral() {
        assertThat(Numbers.counted(1, "byte")).isEqualTo("1 byte");
        assertThat(Numbers.counted(0, "byte")).isEqualTo("0 bytes");
        assertThat(Numbers.counted(1_234, "byte")).isEqualTo("1,234 bytes");
    }
}
