package dev.starling.wire;

import com.google.flatbuffers.StringVector;
import dev.starling.wire.schema.Hello;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A HELLO where it lies: who the sender is and what it speaks.
public final class HelloBody {
    private final Hello hello = new Hello();
    private final Text agent = new Text();
    private final StringVector capabilities = new StringVector();

    HelloBody() {}

    HelloBody at(Verified message) {
        message.body(hello);
        return this;
    }

    /// The program and its version, `name/version`.
    public Text agent() {
        ByteBuffer bytes = hello.getByteBuffer();
        return agent.take(bytes, hello.agentInByteBuffer(bytes));
    }

    /// Version of the exchange, unsigned.
    public long protocol() {
        return hello.protocol();
    }

    public boolean hasCapabilities() {
        return hello.capabilitiesVector(capabilities) != null;
    }

    public int capabilityCount() {
        return hello.capabilitiesLength();
    }

    /// Capability `index`, 0 to [#capabilityCount] - 1; decodes, allocates the string.
    public String capability(int index) {
        return hello.capabilities(Objects.checkIndex(index, capabilityCount()));
    }
}
