package dev.starling.bench.rivals.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
    private final Tally tally = new Tally(2);

    @Test
    void isContentWithAllInOrderOnEveryLink() {
        for (int link : new int[] {0, 1, 0, 0, 1}) {
            tally.take(Tally.number(link, link == 0 ? first++ : second++));
        }
        assertThat(tally.failure()).isNull();
        assertThat(tally.taken()).isEqualTo(5);
    }

    private long first;
    private long second;

    @Test
    void findsALostMessage() {
        take(0, 2);
        assertThat(tally.failure()).isEqualTo("link 0: 2 came, not 1");
    }

    @Test
    void findsADoubledMessage() {
        take(0, 1, 1);
        assertThat(tally.failure()).isEqualTo("link 0: 1 came, not 2");
    }

    @Test
    void findsSwappedMessages() {
        take(0, 2, 1);
        assertThat(tally.failure()).isEqualTo("link 0: 2 came, not 1");
    }

    @Test
    void findsADamagedMessage() {
        take(0, -1);
        assertThat(tally.failure()).isEqualTo("a damaged message came");
    }

    @Test
    void findsAMessageOfALinkThatIsNotThere() {
        tally.take(Tally.number(2, 0));
        assertThat(tally.failure()).isEqualTo("a damaged message came");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 0xABCD_EF01_2345L, (1L << Payload.NUMBER_BITS) - 1})
    void aPayloadIsTextAndCarriesItsNumber(long number) {
        byte[] bytes = new Payload(20).of(number);
        assertThat(Payload.number(bytes, bytes.length)).isEqualTo(number);
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).matches("[0-o]{8}xxxx[0-o]{8}");
    }

    @Test
    void aPayloadWithOneWrongByteAtAnEndIsDamaged() {
        for (int at : new int[] {0, 7, 12, 19}) {
            byte[] bytes = new Payload(20).of(77);
            bytes[at] ^= 1;
            assertThat(Payload.number(bytes, bytes.length)).isEqualTo(-1);
        }
        assertThat(Payload.number(new byte[15], 15)).isEqualTo(-1);
    }

    private void take(long... numbers) {
        for (long number : numbers) {
            tally.take(number);
        }
    }
}
