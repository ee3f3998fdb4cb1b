package dev.starling.transport.guest;

import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A listener that writes down what it hears, one line each.
class Diary implements GuestListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void onMessage(Guest guest, Verified message) {
        String what =
                message.type() == MessageType.CHAT
                        ? message.chat().text().toString()
                        : message.type() + " of " + message.sizeBytes();
        lines.add(message.senderId() + ": " + what);
    }

    @Override
    public void onEnd(Guest guest) {
        lines.add("end");
        guest.finish();
    }

    @Override
    public void onCutOff(SocketAddress remote, Offence offence, long offset) {
        lines.add("cut off: " + offence + " at " + offset);
    }

    @Override
    public void onClosed(Guest guest) {
        lines.add("closed");
    }
}
