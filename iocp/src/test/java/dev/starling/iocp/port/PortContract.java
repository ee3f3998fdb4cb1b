package dev.starling.iocp.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeMemory;
import dev.starling.iocp.winsock.SocketAddresses;
import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every port and its sockets do: the twin, and Windows.
abstract class PortContract {
    /// An end of an operation, as it was told.
    private record End(OperationKind kind, int code, int bytes) {}

    private static final int TURNS_MAX = 500;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final List<End> ends = new ArrayList<>();
    private final List<Long> open = new ArrayList<>();
    private final Set<Long> packets = new HashSet<>();
    private final List<Integer> codes = new ArrayList<>();
    private final List<Integer> codesOfSystem = new ArrayList<>();
    private Sockets sockets;
    private Port port;
    private Operations operations;
    private Optional<InetSocketAddress> accepted = Optional.empty();

    abstract Sockets sockets() throws IOException;

    /// A direct buffer that operations may read and write.
    abstract ByteBuf buffer(int bytes);

    /// Whether the port may be asked what an operation is said to have ended with though that can
    /// be read from the operation.
    abstract boolean tellsEveryCode();

    @BeforeEach
    void open() throws IOException {
        sockets = sockets();
        port = sockets.newPort(true);
        operations = new Operations(port);
    }

    @AfterEach
    void close() throws IOException {
        for (long socket : open) {
            sockets.close(socket, false);
        }
        operations.free();
        port.close();
        assertThat(operations.strays()).isZero();
        assertThat(codes).as("read from operations").isEqualTo(codesOfSystem);
    }

    @Test
    void aWakeUpIsOnePacketOfItsOwnKey() {
        port.wake();
        assertThat(port.await(5_000)).isEqualTo(1);
        assertThat(port.key(0)).isEqualTo(Port.WAKE_KEY);
        assertThat(port.await(0)).isZero();
    }

    @Test
    void aSocketIsTiedToOnePortForItsLife() throws IOException {
        long socket = stream();
        associate(socket);
        assertThatThrownBy(() -> associate(socket))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("87");
    }

    @Test
    void connectsAcceptsSendsAndReceives() throws IOException {
        Pair pair = pair();
        ByteBuf sent = buffer(3).writeBytes(new byte[] {1, 2, 3});
        awaitReadable(pair.accepted());
        send(pair.connected(), sent);
        turnsUntil(2);

        assertThat(ends)
                .containsExactlyInAnyOrder(
                        new End(OperationKind.SEND, 0, 3), new End(OperationKind.RECEIVE, 0, 0));
        assertThat(receive(pair.accepted(), 10)).containsExactly(1, 2, 3);
        assertThat(receiveNow(pair.accepted(), 10)).isEqualTo(Sockets.NOTHING);
    }

    @Test
    void theEndOfTheOtherSidesOutputIsToldByReceiving() throws IOException {
        Pair pair = pair();
        awaitReadable(pair.accepted());
        sockets.shutdown(pair.connected().socket(), Codes.SD_SEND);
        turnsUntil(1);

        assertThat(ends).containsExactly(new End(OperationKind.RECEIVE, 0, 0));
        assertThat(receiveNow(pair.accepted(), 10)).isEqualTo(Sockets.END);
    }

    @Test
    void aResetIsToldThoughNobodyReceives() throws IOException {
        Pair pair = pair();
        assertThat(sockets.isReset(pair.accepted().socket())).isFalse();
        send(pair.accepted(), buffer(1).writeZero(1));
        turnsUntil(1);
        // Closed with a byte that nobody received.
        long connected = pair.connected().socket();
        sockets.close(connected, false);
        open.remove(connected);
        for (int i = 0; i < TURNS_MAX && !sockets.isReset(pair.accepted().socket()); i++) {
            turn(20);
        }
        assertThat(sockets.isReset(pair.accepted().socket())).isTrue();
    }

    @Test
    void aCancelledOperationEndsOnceAndSaysSo() throws IOException {
        Pair pair = pair();
        awaitReadable(pair.accepted());
        operations.cancelAll(pair.accepted());
        turnsUntil(1);

        assertThat(ends)
                .containsExactly(new End(OperationKind.RECEIVE, Codes.ERROR_OPERATION_ABORTED, 0));
        operations.cancelAll(pair.accepted());
        turns(3);
        assertThat(ends).hasSize(1);
    }

    @Test
    void whereNobodyListensAConnectIsRefused() throws IOException {
        long free = stream();
        sockets.bind(free, sockets.preferredFamily(), new InetSocketAddress(HERE, 0));
        int nobodys = sockets.localAddress(free).getPort();
        Association association = bound();
        connect(association, nobodys);
        turnsUntil(1);

        assertThat(ends).containsExactly(new End(OperationKind.CONNECT, Codes.WSAECONNREFUSED, 0));
    }

    @Test
    void aConnectOfASocketThatIsNotBoundFailsAtOnce() throws IOException {
        Association association = associate(stream());
        connect(association, 1);
        assertThat(operations.hasEnded()).isTrue();
        turnsUntil(1);

        assertThat(ends).containsExactly(new End(OperationKind.CONNECT, Codes.WSAEINVAL, 0));
    }

    @Test
    void anAcceptThatIsCancelledLeavesItsSocketToItsOwner() throws IOException {
        Association listening = listening();
        long fresh = stream();
        accept(listening, fresh);
        operations.cancelAll(listening);
        turnsUntil(1);

        assertThat(ends)
                .containsExactly(new End(OperationKind.ACCEPT, Codes.ERROR_OPERATION_ABORTED, 0));
    }

    @Test
    void aDatagramComesWholeWithItsSender() throws IOException {
        Association sender = boundDatagram();
        Association receiver = boundDatagram();
        Operation receiving = receiveFrom(receiver, 10);
        sendTo(sender, buffer(3).writeBytes(new byte[] {1, 2, 3}), port(receiver));
        turnsUntil(2);

        assertThat(ends)
                .containsExactlyInAnyOrder(
                        new End(OperationKind.SEND_TO, 0, 3),
                        new End(OperationKind.RECEIVE_FROM, 0, 3));
        assertThat(SocketAddresses.read(receiving.address()))
                .isEqualTo(new InetSocketAddress(HERE, port(sender)));
    }

    @Test
    void aDatagramMayBeEmpty() throws IOException {
        Association receiver = boundDatagram();
        receiveFrom(receiver, 10);
        sendTo(boundDatagram(), buffer(1), port(receiver));
        turnsUntil(2);

        assertThat(ends).contains(new End(OperationKind.RECEIVE_FROM, 0, 0));
    }

    @Test
    void aDatagramThatDoesNotFitIsLostAndTheNextOneComes() throws IOException {
        Association sender = boundDatagram();
        Association receiver = boundDatagram();
        receiveFrom(receiver, 2);
        sendTo(sender, buffer(3).writeZero(3), port(receiver));
        turnsUntil(2);
        assertThat(ends).contains(new End(OperationKind.RECEIVE_FROM, Codes.WSAEMSGSIZE, 0));

        receiveFrom(receiver, 2);
        sendTo(sender, buffer(1).writeZero(1), port(receiver));
        turnsUntil(4);
        assertThat(ends).contains(new End(OperationKind.RECEIVE_FROM, 0, 1));
    }

    @Test
    void aConnectedSocketSendsWithoutAnAddressUntilItIsDisconnected() throws IOException {
        Association receiver = boundDatagram();
        Association sender = boundDatagram();
        sockets.connect(
                sender.socket(),
                sockets.preferredFamily(),
                new InetSocketAddress(HERE, port(receiver)));
        receiveFrom(receiver, 10);
        sendTo(sender, buffer(3).writeZero(3), 0);
        turnsUntil(2);
        assertThat(ends).contains(new End(OperationKind.RECEIVE_FROM, 0, 3));

        sockets.disconnect(sender.socket(), sockets.preferredFamily());
        sendTo(sender, buffer(3).writeZero(3), 0);
        turnsUntil(3);
        assertThat(ends.getLast().code()).isIn(Codes.WSAENOTCONN, Codes.WSAEINVAL);
    }

    @Test
    void receivesOfDatagramsEndWhenTheyAreCancelled() throws IOException {
        Association receiver = boundDatagram();
        receiveFrom(receiver, 10);
        receiveFrom(receiver, 10);
        operations.cancelAll(receiver);
        turnsUntil(2);

        End end = new End(OperationKind.RECEIVE_FROM, Codes.ERROR_OPERATION_ABORTED, 0);
        assertThat(ends).containsExactly(end, end);
    }

    private record Pair(Association connected, Association accepted) {}

    private Pair pair() throws IOException {
        Association listening = listening();
        long fresh = stream();
        accept(listening, fresh);
        Association connected = bound();
        connect(connected, sockets.localAddress(listening.socket()).getPort());
        turnsUntil(2);
        assertThat(ends).allSatisfy(end -> assertThat(end.code()).isZero());
        ends.clear();
        sockets.connected(connected.socket());
        sockets.accepted(fresh, listening.socket());
        assertThat(accepted)
                .hasValueSatisfying(peer -> assertThat(peer.getAddress()).isEqualTo(HERE));
        return new Pair(connected, associate(fresh));
    }

    private Association listening() throws IOException {
        Association listening = bound();
        sockets.listen(listening.socket(), 10);
        return listening;
    }

    private Association bound() throws IOException {
        long socket = stream();
        sockets.bind(socket, sockets.preferredFamily(), new InetSocketAddress(HERE, 0));
        return associate(socket);
    }

    private long stream() throws IOException {
        return ofBothFamilies(Codes.SOCK_STREAM);
    }

    private long ofBothFamilies(int type) throws IOException {
        int family = sockets.preferredFamily();
        long socket = sockets.open(family, type);
        open.add(socket);
        if (family == Codes.AF_INET6) {
            sockets.setOption(socket, Codes.IPPROTO_IPV6, Codes.IPV6_V6ONLY, 0);
        }
        return socket;
    }

    private Association boundDatagram() throws IOException {
        long socket = ofBothFamilies(Codes.SOCK_DGRAM);
        sockets.bind(socket, sockets.preferredFamily(), new InetSocketAddress(HERE, 0));
        return associate(socket);
    }

    private int port(Association of) throws IOException {
        return sockets.localAddress(of.socket()).getPort();
    }

    private Operation receiveFrom(Association at, int bytesMax) {
        Operation operation = operations.take(at, OperationKind.RECEIVE_FROM);
        ByteBuf into = buffer(bytesMax);
        operation.hold(into);
        operations.clearBuffers();
        operations.addBuffer(NativeMemory.addressOf(into, 0, bytesMax), bytesMax);
        operations.receiveFrom(operation);
        return operation;
    }

    /// To whom the socket is connected to when the port is 0.
    private void sendTo(Association from, ByteBuf bytes, int toPort) {
        Operation operation = operations.take(from, OperationKind.SEND_TO);
        operation.hold(bytes);
        operations.clearBuffers();
        int count = bytes.readableBytes();
        operations.addBuffer(NativeMemory.addressOf(bytes, 0, count), count);
        int addressBytes =
                toPort == 0
                        ? 0
                        : SocketAddresses.write(
                                new InetSocketAddress(HERE, toPort),
                                sockets.preferredFamily(),
                                operation.address());
        operations.sendTo(operation, addressBytes);
    }

    private Association associate(long socket) throws IOException {
        return operations.associate(socket, new Noting());
    }

    private void accept(Association listening, long fresh) {
        Operation operation = operations.take(listening, OperationKind.ACCEPT);
        operation.socket(fresh);
        operations.accept(operation);
    }

    private void connect(Association from, int toPort) {
        Operation operation = operations.take(from, OperationKind.CONNECT);
        int bytes =
                SocketAddresses.write(
                        new InetSocketAddress(HERE, toPort),
                        sockets.preferredFamily(),
                        operation.address());
        operations.connect(operation, bytes);
    }

    private void awaitReadable(Association of) {
        operations.awaitReadable(operations.take(of, OperationKind.RECEIVE));
    }

    private void send(Association from, ByteBuf bytes) {
        Operation operation = operations.take(from, OperationKind.SEND);
        operation.hold(bytes);
        operations.clearBuffers();
        operations.addBuffer(
                NativeMemory.addressOf(bytes, 0, bytes.readableBytes()), bytes.readableBytes());
        operations.send(operation);
    }

    private int receiveNow(Association at, int bytesMax) throws IOException {
        ByteBuf into = buffer(bytesMax);
        try {
            return sockets.receiveNow(
                    at.socket(), NativeMemory.addressOf(into, 0, bytesMax), bytesMax);
        } finally {
            into.release();
        }
    }

    /// What has come, in as many pieces as it takes.
    private byte[] receive(Association at, int bytesMax) throws IOException {
        ByteBuf into = buffer(bytesMax);
        try {
            long address = NativeMemory.addressOf(into, 0, bytesMax);
            int received = 0;
            int more = sockets.receiveNow(at.socket(), address, bytesMax);
            while (more > 0) {
                received += more;
                more = sockets.receiveNow(at.socket(), address + received, bytesMax - received);
            }
            byte[] bytes = new byte[received];
            into.getBytes(0, bytes);
            return bytes;
        } finally {
            into.release();
        }
    }

    private void turnsUntil(int count) {
        for (int turn = 0; turn < TURNS_MAX && ends.size() < count; turn++) {
            turn(operations.hasEnded() ? 0 : 20);
        }
        assertThat(ends).hasSize(count);
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            turn(20);
        }
    }

    private void turn(int millis) {
        int count = port.await(millis);
        for (int i = 0; i < count; i++) {
            packets.add(port.overlapped(i));
            operations.onPacket(port.key(i), port.overlapped(i));
        }
        operations.handleEnded();
    }

    private final class Noting implements IoHandle {
        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            Operation operation = (Operation) event;
            if (operation.kind() == OperationKind.ACCEPT && operation.code() == 0) {
                accepted = Optional.of(operations.accepted(operation));
            }
            ends.add(new End(operation.kind(), operation.code(), operation.transferredBytes()));
            long socket = operation.association().socket();
            if (packets.remove(operation.overlapped())
                    && tellsEveryCode()
                    && open.contains(socket)) {
                codes.add(operation.code());
                codesOfSystem.add(port.code(socket, operation.overlapped()));
            }
        }

        @Override
        public void close() {
            throw new IllegalStateException("nobody closes it");
        }
    }
}
