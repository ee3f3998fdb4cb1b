package dev.starling.app.demo;

import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.wire.build.MessageTemplate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Load on one link: DATA, as much as keeps a good part of its outbox full until it is ended.
///
/// Not all of it: what else is said on this link, the warning itself, must find room.
final class Pressure {
    static final int MESSAGE_BYTES = 16 << 10;

    private static final long QUEUE_BYTES = 896 << 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Peer peer;
    private final Thread thread;
    private volatile boolean isEnded;
    private volatile long sent;

    private Pressure(Peer peer) {
        this.peer = peer;
        this.thread = Thread.ofPlatform().daemon().name("starling-pressure").unstarted(this::press);
    }

    static Pressure on(Peer peer) {
        Pressure pressure = new Pressure(peer);
        pressure.thread.start();
        return pressure;
    }

    /// Messages accepted for the link so far.
    long sent() {
        return sent;
    }

    /// Sends no more.
    void end() throws InterruptedException {
        isEnded = true;
        thread.join();
    }

    private void press() {
        MessageTemplate load = MessageTemplate.data(null, "application/octet-stream");
        load.bytes(new byte[MESSAGE_BYTES], 0, MESSAGE_BYTES);
        try {
            while (!isEnded) {
                if (peer.info().queueBytes() < QUEUE_BYTES) {
                    long next = sent + 1;
                    peer.send(load.id(0, next));
                    sent = next;
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (NodeException _) {
            // The link is gone, which the story notices: its warning does not clear.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
