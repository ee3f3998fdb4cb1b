package dev.starling.app.message;

import dev.starling.app.argument.MetricClaim;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageIds;
import dev.starling.wire.build.Warning;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message about to be said by one sender, with an id of its own and the time.
///
/// Each method makes one message; what no message may say is an `IllegalArgumentException` that
/// names the cap.
public final class Draft {
    private static final int PROTOCOL = 1;
    private static final long MICROS_PER_MILLI = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final MessageIds ids = new MessageIds(random);
    private final MessageBuilder builder = new MessageBuilder();
    private final String sender;

    public Draft(String sender) {
        this.sender = sender;
    }

    public Encoded hello(String agent) {
        return begun(Now.micros()).hello(agent, PROTOCOL, List.of());
    }

    /// A question with a random nonce.
    public Encoded ping() {
        return begun(Now.micros()).ping(random.nextLong(), false);
    }

    public Encoded chat(String text, @Nullable String room) {
        return begun(Now.micros()).chat(text, room);
    }

    /// A warning that has just been raised.
    public Encoded warning(MetricClaim claim) {
        long now = Now.micros();
        return begun(now)
                .warning(
                        new Warning(
                                claim.metric(),
                                claim.value(),
                                claim.threshold(),
                                claim.comparison(),
                                Severity.WARNING,
                                false,
                                now,
                                claim.unit(),
                                null));
    }

    public Encoded data(@Nullable String contentType, byte[] bytes) {
        return begun(Now.micros()).data(contentType, bytes, 0, bytes.length);
    }

    private MessageBuilder begun(long nowMicros) {
        ids.next(nowMicros / MICROS_PER_MILLI);
        return builder.sender(sender).id(ids.high(), ids.low()).sentAtMicros(nowMicros);
    }
}
