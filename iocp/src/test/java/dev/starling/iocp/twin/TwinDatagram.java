package dev.starling.iocp.twin;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A datagram on its way.
record TwinDatagram(ByteBuffer bytes, InetSocketAddress sender) {}
