package dev.starling.app.print;

import dev.starling.wire.HelloBody;
import dev.starling.wire.PingBody;
import dev.starling.wire.Text;
import dev.starling.wire.Verified;
import dev.starling.wire.WarningBody;
import dev.starling.wire.WarningBody.Comparison;
import java.util.Locale;

/// A message in three lines for people, and an empty line after them.
public final class TextForm implements MessageForm {
    @Override
    public void append(Verified message, String greeted, StringBuilder out) {
        out.append("Sender ID: ").append(sender(message.senderId(), greeted)).append('\n');
        out.append("Message Type: ").append(Names.type(message)).append('\n');
        out.append("Payload: ").append(payload(message)).append("\n\n");
    }

    private static String sender(Text sender, String greeted) {
        if (sender.sizeBytes() > 0) {
            return shown(sender);
        }
        return greeted.isEmpty() ? "(not said)" : Escaped.payload(greeted);
    }

    /// What the message says, in one line.
    public static String payload(Verified message) {
        return switch (message.type()) {
            case HELLO -> hello(message.hello());
            case PING -> ping(message.ping());
            case CHAT -> shown(message.chat().text());
            case METRIC_WARNING -> warning(message.warning());
            case DATA ->
                    prefixed(message.data().contentType())
                            + Numbers.counted(message.data().sizeBytes(), "byte");
            case UNKNOWN -> "(type " + message.typeCode() + ", not understood)";
        };
    }

    private static String hello(HelloBody hello) {
        return prefixed(hello.agent()) + "protocol " + hello.protocol();
    }

    private static String ping(PingBody ping) {
        String nonce = "nonce " + Long.toUnsignedString(ping.nonce());
        return ping.isAnswer() ? "answer to " + nonce : nonce;
    }

    private static String warning(WarningBody warning) {
        String unit = warning.unit().sizeBytes() == 0 ? "" : " " + shown(warning.unit());
        return "%s is %s%s, %s%s %s%s (%s, %s)"
                .formatted(
                        shown(warning.metric()),
                        Numbers.shortest(warning.value()),
                        unit,
                        warning.isCleared() ? "no longer " : "",
                        side(warning),
                        Numbers.shortest(warning.threshold()),
                        unit,
                        Names.severity(warning),
                        warning.isCleared() ? "cleared" : "raised");
    }

    private static String side(WarningBody warning) {
        String name = Names.comparison(warning);
        return warning.comparison() == Comparison.UNKNOWN ? name : name.toLowerCase(Locale.ROOT);
    }

    private static String prefixed(Text text) {
        return text.sizeBytes() == 0 ? "" : shown(text) + ", ";
    }

    private static String shown(Text text) {
        return Escaped.payload(text.toString());
    }
}
