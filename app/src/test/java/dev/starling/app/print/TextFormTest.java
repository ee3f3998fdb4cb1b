package dev.starling.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.app.sample.Samples;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TextFormTest {
    private final MessageBuilder message = new MessageBuilder().sender("n1");

    @Test
    void showsAChatInThreeLinesAndAnEmptyOne() {
        assertThat(form(Samples.chat("sender_123", "Hello, this is a message")))
                .isEqualTo(
                        """
                        Sender ID: sender_123
                        Message Type: CHAT
                        Payload: Hello, this is a message

                        """);
    }

    @Test
    void showsAHello() {
        assertThat(payload(message.hello("starling/0.1.0", 1, List.of("a"))))
                .isEqualTo("starling/0.1.0, protocol 1");
    }

    @Test
    void showsAHelloWithoutAnAgent() {
        assertThat(payload(message.hello(null, 4_294_967_295L, List.of())))
                .isEqualTo("protocol 4294967295");
    }

    @Test
    void showsAPingAndItsAnswer() {
        assertThat(payload(message.ping(7, false))).isEqualTo("nonce 7");
        assertThat(payload(message.ping(7, true))).isEqualTo("answer to nonce 7");
        assertThat(payload(message.ping(-1, false))).isEqualTo("nonce 18446744073709551615");
    }

    @Test
    void showsAWarning() {
        assertThat(payload(warning(62, Comparison.ABOVE, false, "ms")))
                .isEqualTo("rtt.p99 is 62 ms, above 50 ms (WARNING, raised)");
        assertThat(payload(warning(0.5, Comparison.BELOW, true, null)))
                .isEqualTo("rtt.p99 is 0.5, no longer below 50 (WARNING, cleared)");
    }

    @Test
    void showsEnumValuesOfANewerSchemaAsUnknown() {
        byte[] frame = warning(62, Comparison.BELOW, false, "ms").toFrame();
        assertThat(payload(Samples.withWarningCodes(frame, 7, 200)))
                .isEqualTo("rtt.p99 is 62 ms, UNKNOWN(7) 50 ms (UNKNOWN(200), raised)");
    }

    @Test
    void showsTheSizeOfData() {
        assertThat(payload(message.data("text/plain", new byte[1_234], 0, 1_234)))
                .isEqualTo("text/plain, 1,234 bytes");
        assertThat(payload(message.data(null, new byte[0], 0, 0))).isEqualTo("0 bytes");
    }

    @Test
    void showsATypeOfANewerSchemaAsNotUnderstood() {
        assertThat(form(Samples.withType(Samples.chat("n1", "Hello"), 9)))
                .isEqualTo(
                        """
                        Sender ID: n1
                        Message Type: UNKNOWN(9)
                        Payload: (type 9, not understood)

                        """);
    }

    @Test
    void saysThatTheSenderIsNotSaid() {
        assertThat(form(new MessageBuilder().ping(1, false).toFrame()))
                .startsWith("Sender ID: (not said)\n");
    }

    @Test
    void letsNoFieldForgeALine() {
        String forged = "x\nSender ID: admin\u001b[2J\u202e\r\u0000\u2028";
        assertThat(form(new MessageBuilder().sender(forged).chat(forged, forged).toFrame()))
                .isEqualTo(
                        """
                        Sender ID: x\\nSender ID: admin\\u{1b}[2J\\u{202e}\\u{d}\\u{0}\\u{2028}
                        Message Type: CHAT
                        Payload: x\\nSender ID: admin\\u{1b}[2J\\u{202e}\\u{d}\\u{0}\\u{2028}

                        """);
        Warning warning =
                new Warning(
                        forged, 1, 2, Comparison.ABOVE, Severity.INFO, false, 0, "\n", "advice");
        assertThat(form(message.warning(warning).toFrame()).lines()).hasSize(4);
        assertThat(form(message.hello(forged, 1, List.of())).lines()).hasSize(4);
        assertThat(form(message.data(forged, new byte[1], 0, 1)).lines()).hasSize(4);
    }

    private MessageBuilder warning(
            double value, Comparison comparison, boolean cleared, @Nullable String unit) {
        return message.sender("n1")
                .warning(
                        new Warning(
                                "rtt.p99",
                                value,
                                50,
                                comparison,
                                Severity.WARNING,
                                cleared,
                                0,
                                unit,
                                null));
    }

    private static String payload(MessageBuilder message) {
        return payload(message.toFrame());
    }

    private static String payload(byte[] frame) {
        return form(frame).lines().toList().get(2).substring("Payload: ".length());
    }

    private static String form(MessageBuilder message) {
        return form(message.toFrame());
    }

    private static String form(byte[] frame) {
        StringBuilder out = new StringBuilder();
        new TextForm().append(Samples.read(frame), out);
        return out.toString();
    }
}
