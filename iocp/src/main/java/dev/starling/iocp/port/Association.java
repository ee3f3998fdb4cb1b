package dev.starling.iocp.port;

import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/// A socket tied to the port of a loop, and who hears of its operations. Loop only, but [#isValid].
public final class Association implements IoRegistration {
    private static final InternalLogger logger =
            InternalLoggerFactory.getInstance(Association.class);

    private final Operations operations;
    private final IoHandle handle;
    private final long socket;
    private final long key;
    private final boolean skipsPackets;
    private int underWay;
    private volatile boolean valid = true;

    Association(
            Operations operations, IoHandle handle, long socket, long key, boolean skipsPackets) {
        this.operations = operations;
        this.handle = handle;
        this.socket = socket;
        this.key = key;
        this.skipsPackets = skipsPackets;
    }

    /// Itself: a loop wraps what it registers.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Netty declares it
    @Override
    public <T> T attachment() {
        return (T) this;
    }

    /// Not how operations are started here: they are taken from [#operations].
    @Override
    public long submit(IoOps ops) {
        throw new UnsupportedOperationException("operations are started by Operations");
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    /// Takes the channel off its loop. Operations under way still end, and their ends are handled.
    @Override
    public boolean cancel() {
        if (!valid) {
            return false;
        }
        valid = false;
        operations.forget(this);
        return true;
    }

    /// Closes the channel, since its loop ends.
    public void closeHandle() {
        try {
            handle.close();
        } catch (Exception e) {
            logger.warn("a channel was not closed with its loop", e);
        }
    }

    public Operations operations() {
        return operations;
    }

    /// Operations that have not ended for the handle.
    public int underWay() {
        return underWay;
    }

    public IoHandle handle() {
        return handle;
    }

    long socket() {
        return socket;
    }

    long key() {
        return key;
    }

    boolean skipsPackets() {
        return skipsPackets;
    }

    void onTaken() {
        underWay++;
    }

    void onEnded() {
        underWay--;
    }
}
