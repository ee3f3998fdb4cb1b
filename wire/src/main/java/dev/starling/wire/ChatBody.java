package dev.starling.wire;

import dev.starling.wire.schema.Chat;
import java.nio.ByteBuffer;

/// A CHAT where it lies: a text, and the room it was said in if it was said in one.
public final class ChatBody {
    private final Chat chat = new Chat();
    private final Text text = new Text();
    private final Text room = new Text();

    ChatBody() {}

    ChatBody at(Verified message) {
        message.body(chat);
        return this;
    }

    public Text text() {
        ByteBuffer bytes = chat.getByteBuffer();
        return text.take(bytes, chat.textInByteBuffer(bytes));
    }

    public Text room() {
        ByteBuffer bytes = chat.getByteBuffer();
        return room.take(bytes, chat.roomInByteBuffer(bytes));
    }
}
