package dev.starling.iocp;

import dev.starling.iocp.socket.NativeSocket;
import io.netty.channel.IoHandle;

/// What an [IocpIoHandler] takes: somebody with a socket, who hears of the ends of its operations.
interface IocpHandle extends IoHandle {
    NativeSocket socket();

    /// Begins to close: what is under way is cancelled, and its ends are waited for.
    @Override
    void close();

    /// Closes now what has begun to close, whatever has not ended.
    ///
    /// @return whether it was open still
    boolean closeUndrained();
}
