package dev.starling.protocol.message;

import dev.starling.protocol.machine.Bounds;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;

/// The words of the exchange in the making; one for each thread serves all its links.
///
/// Each message is valid until the next one is made.
public final class ExchangeMessages {
    /// Bytes of our HELLO with its length: an unproven client is sent no more than 4 KiB unasked.
    static final int HELLO_BYTES_MAX = 3_968;

    /// Bytes of a PING with its length, and some to spare.
    static final int PING_BYTES_MAX = 128;

    private final Greeting self;
    private final MessageBuilder builder = new MessageBuilder();

    /// `self` is what our HELLO says.
    ///
    /// @throws IllegalArgumentException when it is more than a HELLO can hold, or than 3,968 bytes
    public ExchangeMessages(Greeting self) {
        this.self = self;
        Bounds.range("the HELLO's bytes", hello().frameBytes(), 0, HELLO_BYTES_MAX);
    }

    /// Who we are, with our name as sender_id.
    Encoded hello() {
        return builder.sender(self.name())
                .hello(self.agent(), self.protocol(), self.capabilities());
    }

    /// A PING, as small as it can be: the link says who sends it.
    Encoded question(long nonce) {
        return builder.ping(nonce, false);
    }

    /// The answer to the PING with this nonce.
    Encoded answer(long nonce) {
        return builder.ping(nonce, true);
    }
}
