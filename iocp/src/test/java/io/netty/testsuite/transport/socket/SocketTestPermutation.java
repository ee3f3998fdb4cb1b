package io.netty.testsuite.transport.socket;

import dev.starling.iocp.suite.Pairing;
import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stands before Netty's class of this name on the class path: its tests take their channels from
/// here, and so those of one pairing.
public final class SocketTestPermutation {
    static final SocketTestPermutation INSTANCE = new SocketTestPermutation();

    /// Where nobody listens.
    static final int BAD_PORT = 65_535;

    private final Pairing pairing = Pairing.current();

    private SocketTestPermutation() {}

    List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> socket() {
        return List.of(new Combo<>(pairing::newServer, pairing::newClient));
    }

    List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> socketWithFastOpen() {
        return socket();
    }

    List<BootstrapComboFactory<Bootstrap, Bootstrap>> datagram(
            @Nullable SocketProtocolFamily family) {
        return List.of(
                new Combo<>(() -> pairing.newReceiver(family), () -> pairing.newSender(family)));
    }

    List<BootstrapFactory<ServerBootstrap>> serverSocket() {
        return List.of(pairing::newServer);
    }

    List<BootstrapFactory<Bootstrap>> clientSocket() {
        return List.of(pairing::newClient);
    }

    List<BootstrapFactory<Bootstrap>> datagramSocket() {
        return List.of(() -> pairing.newSender(null));
    }

    private record Combo<S extends AbstractBootstrap<?, ?>, C extends AbstractBootstrap<?, ?>>(
            BootstrapFactory<S> server, BootstrapFactory<C> client)
            implements BootstrapComboFactory<S, C> {
        @Override
        public S newServerInstance() {
            return server.newInstance();
        }

        @Override
        public C newClientInstance() {
            return client.newInstance();
        }
    }
}
