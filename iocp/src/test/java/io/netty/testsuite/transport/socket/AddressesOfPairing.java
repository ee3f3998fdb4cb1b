package io.netty.testsuite.transport.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Netty's test of the addresses of both ends, which is there to be extended.
public final class AddressesOfPairing extends SocketAddressesTest {
    @Override
    protected void assertAddress(SocketAddress address) {
        assertThat(address)
                .isInstanceOfSatisfying(
                        InetSocketAddress.class,
                        inet -> {
                            assertThat(inet.getPort()).isPositive();
                            assertThat(inet.getAddress().isLoopbackAddress()).isTrue();
                        });
    }
}
