package dev.starling.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.app.sample.Samples;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.Warning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonFormTest {
    private static final long SENT_AT_MICROS = 1_795_376_160_000_001L;

    private final MessageBuilder message = new MessageBuilder().sender("n1");

    @Test
    void writesAWholeChat() {
        message.sender("sender_123")
                .id(0x0192f0c2a7b07c3eL, 0x8f00000000000001L)
                .sentAtMicros(SENT_AT_MICROS)
                .chat("Hello", "lobby");
        assertThat(form(message.toFrame()))
                .isEqualTo(
                        "{\"id\":\"0192f0c2a7b07c3e8f00000000000001\",\"sender_id\":\"sender_123\","
                                + "\"sent_at\":\"2026-11-22T19:36:00.000001Z\",\"type\":\"CHAT\","
                                + "\"body\":{\"text\":\"Hello\",\"room\":\"lobby\"}}\n");
    }

    @Test
    void writesATypeOfANewerSchemaWithAnEmptyBody() {
        assertThat(form(Samples.withType(Samples.chat("n1", "Hello"), 9)))
                .isEqualTo("{\"sender_id\":\"n1\",\"type\":\"UNKNOWN(9)\",\"body\":{}}\n");
    }

    @Test
    void leavesOutWhatIsAbsentAndKeepsScalars() {
        assertThat(form(new MessageBuilder().ping(0, false).toFrame()))
                .isEqualTo("{\"type\":\"PING\",\"body\":{\"nonce\":0,\"answer\":false}}\n");
        assertThat(form(message.hello(null, 0, List.of()).toFrame()))
                .isEqualTo("{\"sender_id\":\"n1\",\"type\":\"HELLO\",\"body\":{\"protocol\":0}}\n");
        assertThat(form(message.chat("", null).toFrame()))
                .isEqualTo("{\"type\":\"CHAT\",\"body\":{\"text\":\"\"}}\n");
    }

    @Test
    void writesUnsigned64BitNumbers() {
        assertThat(form(message.ping(-1, true).toFrame()))
                .contains("\"body\":{\"nonce\":18446744073709551615,\"answer\":true}");
    }

    @Test
    void writesAHelloWithItsCapabilities() {
        assertThat(form(message.hello("starling/0.1.0", 1, List.of("a", "b\n")).toFrame()))
                .contains(
                        "\"body\":{\"agent\":\"starling/0.1.0\",\"protocol\":1,"
                                + "\"capabilities\":[\"a\",\"b\\n\"]}");
    }

    @Test
    void writesAWarningWithAllItsFields() {
        Warning warning =
                new Warning(
                        "rtt.p99",
                        62,
                        50.5,
                        Comparison.ABOVE,
                        Severity.WARNING,
                        true,
                        SENT_AT_MICROS,
                        "ms",
                        "wait");
        assertThat(form(message.warning(warning).toFrame()))
                .contains(
                        "\"type\":\"METRIC_WARNING\",\"body\":{\"metric\":\"rtt.p99\",\"value\":62,"
                                + "\"threshold\":50.5,\"comparison\":\"ABOVE\","
                                + "\"severity\":\"WARNING\",\"cleared\":true,"
                                + "\"since\":1795376160000001,\"unit\":\"ms\",\"advice\":\"wait\"}");
    }

    @Test
    void writesEnumValuesOfANewerSchemaAsUnknown() {
        Warning warning =
                new Warning("m", 0, 0, Comparison.BELOW, Severity.WARNING, false, 0, null, null);
        byte[] frame = message.warning(warning).toFrame();
        assertThat(form(Samples.withWarningCodes(frame, 2, 255)))
                .contains("\"comparison\":\"UNKNOWN(2)\",\"severity\":\"UNKNOWN(255)\"");
    }

    @Test
    void writesBytesAsBase64AndAnAnswersRequest() {
        byte[] bytes = "Starling?".getBytes(StandardCharsets.UTF_8);
        message.inReplyTo(1, 2).data("text/plain", bytes, 0, bytes.length);
        assertThat(form(message.toFrame()))
                .contains("\"in_reply_to\":\"00000000000000010000000000000002\"")
                .contains("\"body\":{\"content_type\":\"text/plain\",\"bytes\":\"U3Rhcmxpbmc/\"}");
    }

    @Test
    void escapesWhatJsonOrATerminalWouldActOn() {
        assertThat(
                        form(
                                Samples.chat(
                                        "n\"1",
                                        "a\"\\\n\r\t\u0000\u001b\u009b\u202e\u2028ü𝄞😀\udb40\udc41")))
                .contains("\"sender_id\":\"n\\\"1\"")
                .contains(
                        "\"text\":\"a\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u009b\\u202e\\u2028ü𝄞😀"
                                + "\\udb40\\udc41\"");
    }

    @Test
    void neverCuts() {
        assertThat(form(Samples.chat("n1", "x".repeat(65_536)))).contains("x".repeat(65_536));
    }

    private static String form(byte[] frame) {
        StringBuilder out = new StringBuilder();
        new JsonForm().append(Samples.read(frame), out);
        return out.toString();
    }
}
