package dev.starling.wire.corpus;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.schema.Body;
import dev.starling.wire.schema.Chat;
import dev.starling.wire.schema.Data;
import dev.starling.wire.schema.Hello;
import dev.starling.wire.schema.Id;
import dev.starling.wire.schema.Message;
import dev.starling.wire.schema.MetricWarning;
import dev.starling.wire.schema.Ping;

/// The valid messages that the corpus is cut from, each with id and sender, aligned from itself.
final class Originals {
    static final int ID = 0;
    static final int SENDER = 1;
    static final int BODY_TYPE = 3;
    static final int BODY = 4;

    private static final long ID_HIGH = 0x0192_F0C2_A7B0_7C3EL;
    private static final long ID_LOW = 0x8F00_0000_0000_0001L;
    private static final int TEXT_BYTES = 5;

    private Originals() {}

    static byte[] chat(String text) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        return message(fb, Body.Chat, Chat.createChat(fb, fb.createString(text), 0));
    }

    static byte[] room(String room) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int name = fb.createString(room);
        return message(fb, Body.Chat, Chat.createChat(fb, fb.createString("text"), name));
    }

    static byte[] ping() {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        return message(fb, Body.Ping, Ping.createPing(fb, 7, true));
    }

    /// A PING that says nothing, not even its nonce.
    static byte[] emptyPing() {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        return message(fb, Body.Ping, Ping.createPing(fb, 0, false));
    }

    static byte[] hello(int capabilities) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int[] names = new int[capabilities];
        for (int i = 0; i < capabilities; i++) {
            names[i] = fb.createString("c" + i);
        }
        int vector = Hello.createCapabilitiesVector(fb, names);
        return message(fb, Body.Hello, Hello.createHello(fb, fb.createString("a/1"), 1, vector));
    }

    static byte[] warning() {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int unit = fb.createString("ms");
        int metric = fb.createString("rtt.p99");
        int body = MetricWarning.createMetricWarning(fb, metric, 62, 50, 1, 2, true, 9, unit, 0);
        return message(fb, Body.MetricWarning, body);
    }

    static byte[] data() {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int bytes = Data.createBytesVector(fb, new byte[] {1, 2, 3});
        return message(fb, Body.Data, Data.createData(fb, fb.createString("text/plain"), bytes));
    }

    static byte[] anonymous() {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int body = Ping.createPing(fb, 7, false);
        Message.startMessage(fb);
        Message.addBodyType(fb, Body.Ping);
        Message.addBody(fb, body);
        return finished(fb);
    }

    /// An id aligned from the message's first byte, a nonce aligned from a prefix before it.
    static byte[] mixed() {
        byte[] message = ping();
        Cut cut = new Cut(message);
        int body = cut.child(cut.root(), BODY);
        int nonce = cut.field(body, 0) - body;
        cut.put16(cut.slot(body, 0), nonce == 4 ? 8 : nonce - 4);
        return cut.done();
    }

    /// Zeros after the text, which is the last object of these messages.
    static int padding(byte[] chat) {
        Cut cut = new Cut(chat);
        int text = cut.child(cut.child(cut.root(), BODY), 0);
        return chat.length - (text + 4 + TEXT_BYTES + 1);
    }

    private static byte[] message(FlatBufferBuilder fb, byte type, int body) {
        int sender = fb.createString("sender_123");
        Message.startMessage(fb);
        Message.addId(fb, Id.createId(fb, ID_HIGH, ID_LOW));
        Message.addSenderId(fb, sender);
        Message.addSentAt(fb, 1);
        Message.addBodyType(fb, type);
        Message.addBody(fb, body);
        return finished(fb);
    }

    private static byte[] finished(FlatBufferBuilder fb) {
        Message.finishMessageBuffer(fb, Message.endMessage(fb));
        return fb.sizedByteArray();
    }
}
