package dev.starling.wire;

import dev.starling.wire.bytes.Reads;
import dev.starling.wire.bytes.VerifiedTable;
import java.util.Objects;

/// A HELLO where it lies: who the sender is and what it speaks.
public final class HelloBody {
    private static final int AGENT = 4;
    private static final int PROTOCOL = 6;
    private static final int CAPABILITIES = 8;

    private final VerifiedTable hello = new VerifiedTable();
    private final Text agent = new Text();
    private final Text capability = new Text();

    HelloBody() {}

    HelloBody at(Verified message) {
        message.body(hello);
        return this;
    }

    /// The program and its version, `name/version`.
    public Text agent() {
        return agent.at(hello, AGENT);
    }

    /// Version of the exchange, unsigned.
    public long protocol() {
        return hello.uint32(PROTOCOL);
    }

    public boolean hasCapabilities() {
        return hello.field(CAPABILITIES) != VerifiedTable.ABSENT;
    }

    public int capabilityCount() {
        return hello.count(CAPABILITIES);
    }

    /// Capability `index`, 0 to [#capabilityCount] - 1; decodes, allocates the string.
    public String capability(int index) {
        int element = Objects.checkIndex(index, capabilityCount());
        int at = hello.target(CAPABILITIES) + Integer.BYTES + element * Integer.BYTES;
        return capability.at(hello.bytes(), at + Reads.int32(hello.bytes(), at)).toString();
    }
}
