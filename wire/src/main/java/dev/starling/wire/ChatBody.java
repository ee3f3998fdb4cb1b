package dev.starling.wire;

import dev.starling.wire.bytes.VerifiedTable;

/// A CHAT where it lies: a text, and the room it was said in if it was said in one.
public final class ChatBody {
    private static final int TEXT = 4;
    private static final int ROOM = 6;

    private final VerifiedTable chat = new VerifiedTable();
    private final Text text = new Text();
    private final Text room = new Text();

    ChatBody() {}

    ChatBody at(Verified message) {
        message.body(chat);
        return this;
    }

    public Text text() {
        return text.at(chat, TEXT);
    }

    public Text room() {
        return room.at(chat, ROOM);
    }
}
