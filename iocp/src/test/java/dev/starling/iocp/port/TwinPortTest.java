package dev.starling.iocp.port;

import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import io.netty.buffer.ByteBuf;

final class TwinPortTest extends PortContract {
    private final PoisonedMemory memory = new PoisonedMemory(1 << 16);

    @Override
    Sockets sockets() {
        return TwinSystem.calm(memory);
    }

    @Override
    ByteBuf buffer(int bytes) {
        return memory.directBuffer(bytes);
    }

    @Override
    boolean tellsEveryCode() {
        return false;
    }
}
