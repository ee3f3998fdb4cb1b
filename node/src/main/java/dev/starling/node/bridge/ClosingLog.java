package dev.starling.node.bridge;

import dev.starling.node.Peer;
import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Offence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Logs how links end: peers' for whoever runs the node, guests' for whoever looks for something.
final class ClosingLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.starling.node");
    private static final int LINES_MAX = 10;

    private final Logger log;
    private final LogGate peers = new LogGate(LINES_MAX);
    private final LogGate guests = new LogGate(LINES_MAX);

    ClosingLog() {
        this(LOG);
    }

    ClosingLog(Logger log) {
        this.log = log;
    }

    void onClosed(Peer peer, CloseCode how, @Nullable Offence offence) {
        Level level = peer.isGuest() ? Level.DEBUG : Level.INFO;
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        long heldBack = (peer.isGuest() ? guests : peers).pass(System.nanoTime());
        if (heldBack >= 0) {
            log.atLevel(level)
                    .log(
                            "the link to {} at {} has ended: {}{}{}",
                            peer,
                            peer.address(),
                            how.label(),
                            offence == null ? "" : " " + offence,
                            LogGate.more(heldBack));
        }
    }
}
