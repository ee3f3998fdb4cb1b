package dev.starling.transport.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.transport.TransportException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// A raw port on a [TwinTransport], with what it says and who comes.
final class PortTwin {
    private final TwinTransport transport = new TwinTransport();
    private final Diary diary = new Diary();
    private final List<TwinLink> links = new ArrayList<>();
    private GuestPort port = opened(GuestConfig.DEFAULT, diary);

    TwinTransport transport() {
        return transport;
    }

    GuestPort port() {
        return port;
    }

    List<String> lines() {
        return diary.lines();
    }

    List<TwinLink> links() {
        return links;
    }

    void open(GuestConfig config) {
        open(config, diary);
    }

    void open(GuestConfig config, GuestListener listener) {
        port = opened(config, listener);
    }

    TwinLink connect() {
        return connect("127.0.0.1");
    }

    TwinLink connect(String address) {
        TwinLink link = transport.connect(address);
        links.add(link);
        return link;
    }

    void pass(long nanos, TwinLink... some) {
        transport.pass(nanos, some);
    }

    void assertNothingWrittenAndNothingHeld() {
        links.forEach(link -> assertThat(link.written()).isZero());
        links.stream().filter(TwinLink::isOpen).forEach(TwinLink::breaks);
        assertThat(port.guestBytes()).isZero();
        assertThat(port.counts().closed()).isEqualTo(port.counts().opened());
    }

    private GuestPort opened(GuestConfig config, GuestListener listener) {
        try {
            InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return GuestPort.open(transport, bind, config, listener);
        } catch (TransportException e) {
            throw new AssertionError(e);
        }
    }
}
