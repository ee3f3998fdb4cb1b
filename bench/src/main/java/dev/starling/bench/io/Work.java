package dev.starling.bench.io;

import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageTemplate;

/// What both peers agree on: the message that goes there, the one that comes back, and how many.
final class Work {
    /// Chats of one one-way run.
    static final int ONE_WAY_CHATS = 5_000_000;

    /// Chats sent before the clock runs.
    static final int WARM_UP_CHATS = 2_000_000;

    static final int ROUND_TRIPS = 20_000;
    static final int WARM_UP_TRIPS = 5_000;
    static final int CONNECTIONS = 1_000;

    private static final String SENDER = "bench";
    private static final String TEXT_OF_64_BYTES = "0123456789abcdef".repeat(4);

    private Work() {}

    /// A chat of 64 bytes of text, all of one size.
    static MessageTemplate chat() {
        return MessageTemplate.chat(SENDER, null).text(TEXT_OF_64_BYTES);
    }

    static Encoded answer() {
        return MessageTemplate.ping(SENDER).nonce(1, true);
    }

    static int chatBytes() {
        return chat().frameBytes();
    }

    static int answerBytes() {
        return answer().frameBytes();
    }
}
