package dev.starling.protocol.message;

import dev.starling.wire.HelloBody;
import dev.starling.wire.Verified;
import java.util.ArrayList;
import java.util.List;

/// Who someone says they are and what they speak: what a HELLO carries.
///
/// @param name the sender_id, 1 to 256 bytes of UTF-8; not proven
/// @param agent the program and its version, `name/version`; empty when not said
/// @param protocol version of the exchange, unsigned 32 bits; 0 when not said
/// @param capabilities what else it can do, at most 64 words
public record Greeting(String name, String agent, long protocol, List<String> capabilities) {
    /// The version of the exchange that we speak. What old peers can leave alone does not raise it:
    /// new fields, types and capabilities.
    public static final int VERSION = 1;

    public Greeting {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a greeting needs a name");
        }
        capabilities = List.copyOf(capabilities);
    }

    /// Whether both speak alike; who says nothing is taken at its word.
    boolean isOurVersion() {
        return protocol == VERSION || protocol == 0;
    }

    /// What this HELLO says; its sender_id must not be empty.
    static Greeting of(Verified message) {
        HelloBody hello = message.hello();
        List<String> capabilities = new ArrayList<>();
        for (int i = 0; i < hello.capabilityCount(); i++) {
            capabilities.add(hello.capability(i));
        }
        return new Greeting(
                message.senderId().toString(),
                hello.agent().toString(),
                hello.protocol(),
                capabilities);
    }
}
