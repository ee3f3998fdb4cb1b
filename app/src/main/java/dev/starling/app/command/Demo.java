package dev.starling.app.command;

import dev.starling.app.argument.HostPort;
import dev.starling.app.argument.IoOption;
import dev.starling.app.argument.MetricClaim;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.console.StopSignal;
import dev.starling.app.listen.Printer;
import dev.starling.app.listen.Reception;
import dev.starling.app.message.Draft;
import dev.starling.app.print.Numbers;
import dev.starling.app.print.TextForm;
import dev.starling.app.send.Delivery;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.guest.GuestConfig;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.tcp.TcpTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `starling demo`: shows the program at work, all in one process, over real TCP.
@Command(
        name = "demo",
        description = {
            "Makes one message of each kind, listens on a free port of this machine, sends them"
                    + " there over TCP and prints what arrives."
        },
        sortOptions = false,
        footer = {"", "Example:", "  starling demo"})
final class Demo implements Callable<Integer> {
    private static final int MESSAGES = 5;
    private static final long RECEIPT_MILLIS_MAX = 10_000;

    private final Console console;

    @Mixin private IoOption io = new IoOption();

    Demo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        Printer printer = new Printer(console, new TextForm(), null, MESSAGES);
        HostPort anyPort = new HostPort("127.0.0.1", 0);
        Loops loops = io.open();
        TcpTransport transport = new TcpTransport(loops, TransportConfig.DEFAULT);
        try (StopSignal _ = StopSignal.open(printer::stop);
                Reception reception =
                        Reception.open(transport, anyPort, GuestConfig.DEFAULT, printer)) {
            String address = HostPort.format(reception.address());
            console.say("Listening on " + address);
            console.say(loops.summary());
            console.say("Sending one message of each kind to it");
            long bytes = send(transport, reception.address());
            printer.await(reception::failedAccepts);
            sumUp(printer.count(), bytes, address);
            return printer.count() == MESSAGES ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /// Sends one message of each kind and waits for the receipt.
    private static long send(Transport transport, SocketAddress address)
            throws Failure, InterruptedException {
        Draft draft = new Draft("demo");
        byte[] note = "Bytes of any kind\n".getBytes(StandardCharsets.UTF_8);
        try (Delivery delivery = Delivery.open(transport, address)) {
            delivery.send(draft.hello(Version.AGENT));
            delivery.send(draft.ping());
            delivery.send(draft.chat("Hello, this is a message", null));
            delivery.send(draft.warning(MetricClaim.parse("rtt.p99=62ms>50ms")));
            delivery.send(draft.data("text/plain", note));
            delivery.end();
            if (!delivery.await(RECEIPT_MILLIS_MAX)) {
                throw new Failure("the listener did not take the messages in time");
            }
            return delivery.sentBytes();
        }
    }

    private void sumUp(long count, long bytes, String address) {
        console.say(
                "%s sent over TCP to %s, %d of %d received, verified and shown"
                        .formatted(Numbers.counted(bytes, "byte"), address, count, MESSAGES));
    }
}
