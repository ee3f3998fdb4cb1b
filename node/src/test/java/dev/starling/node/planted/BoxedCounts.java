package dev.starling.node.planted;

import dev.starling.wire.MessageType;
import java.util.EnumMap;
import java.util.Map;

/// A planted defect: counts a message as the hot path does, but in boxed numbers.
public final class BoxedCounts {
    private final Map<MessageType, Long> bytes = new EnumMap<>(MessageType.class);

    public void onIn(MessageType type, long more) {
        bytes.merge(type, more, Long::sum);
    }
}
