package dev.starling.app.print;

import dev.starling.wire.DataBody;
import dev.starling.wire.HelloBody;
import dev.starling.wire.Text;
import dev.starling.wire.Verified;
import dev.starling.wire.WarningBody;
import dev.starling.wire.build.MessageIds;
import java.util.Base64;

/// A message as one JSON object on a line of its own, whole.
///
/// Fields bear their schema names. What is absent is left out; scalars are always there.
public final class JsonForm implements MessageForm {
    private final JsonWriter json = new JsonWriter();

    @Override
    public void append(Verified message, String greeted, StringBuilder out) {
        object(message, greeted, out);
        out.append('\n');
    }

    /// Appends the object alone, without a line end.
    public void object(Verified message, String greeted, StringBuilder out) {
        json.begin(out);
        if (message.hasId()) {
            json.string("id", MessageIds.format(message.idHigh(), message.idLow()));
        }
        sender(message.senderId(), greeted);
        if (message.sentAtMicros() != 0) {
            json.string("sent_at", UtcTime.format(message.sentAtMicros()));
        }
        if (message.hasInReplyTo()) {
            json.string(
                    "in_reply_to",
                    MessageIds.format(message.inReplyToHigh(), message.inReplyToLow()));
        }
        json.string("type", Names.type(message)).beginObject("body");
        body(message);
        json.end().end();
    }

    private void sender(Text sender, String greeted) {
        if (sender.sizeBytes() == 0 && !greeted.isEmpty()) {
            json.string("sender_id", greeted);
        } else {
            text("sender_id", sender);
        }
    }

    private void body(Verified message) {
        switch (message.type()) {
            case HELLO -> hello(message.hello());
            case PING ->
                    json.number("nonce", Long.toUnsignedString(message.ping().nonce()))
                            .bool("answer", message.ping().isAnswer());
            case CHAT -> {
                text("text", message.chat().text());
                text("room", message.chat().room());
            }
            case METRIC_WARNING -> warning(message.warning());
            case DATA -> data(message.data());
            case UNKNOWN -> {
                // Nothing: what is not understood is not interpreted.
            }
        }
    }

    private void hello(HelloBody hello) {
        text("agent", hello.agent());
        json.number("protocol", Long.toString(hello.protocol()));
        if (hello.hasCapabilities()) {
            json.beginArray("capabilities");
            for (int i = 0; i < hello.capabilityCount(); i++) {
                json.element(hello.capability(i));
            }
            json.endArray();
        }
    }

    private void warning(WarningBody warning) {
        text("metric", warning.metric());
        json.number("value", Numbers.shortest(warning.value()))
                .number("threshold", Numbers.shortest(warning.threshold()))
                .string("comparison", Names.comparison(warning))
                .string("severity", Names.severity(warning))
                .bool("cleared", warning.isCleared())
                .number("since", Long.toString(warning.sinceMicros()));
        text("unit", warning.unit());
        text("advice", warning.advice());
    }

    private void data(DataBody data) {
        text("content_type", data.contentType());
        byte[] bytes = new byte[data.sizeBytes()];
        data.copyTo(bytes, 0);
        json.string("bytes", Base64.getEncoder().encodeToString(bytes));
    }

    private void text(String name, Text text) {
        if (text.isPresent()) {
            json.string(name, text.toString());
        }
    }
}
