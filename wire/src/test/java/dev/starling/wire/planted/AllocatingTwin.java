package dev.starling.wire.planted;

import dev.starling.wire.Verified;
import java.util.concurrent.atomic.LongAdder;

/// A planted defect: reads a chat as the hot path does, but decodes its text.
public final class AllocatingTwin {
    private final LongAdder chars = new LongAdder();

    public void read(Verified message) {
        chars.add(message.chat().text().toString().length());
    }
}
