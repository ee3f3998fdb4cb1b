package dev.starling.app.listen;

import dev.starling.app.argument.HostPort;
import dev.starling.app.console.Console;
import dev.starling.app.console.LineLimit;
import dev.starling.app.print.Numbers;
import dev.starling.wire.Offence;
import java.net.SocketAddress;

/// The lines about clients that were cut off: each rule at most ten times a second.
final class CutOffs {
    private final Console console;
    private final LineLimit<Offence> limit = new LineLimit<>(Offence.class);

    CutOffs(Console console) {
        this.console = console;
    }

    synchronized void onCutOff(SocketAddress remote, Offence offence, long offset, long nowNanos) {
        tell(nowNanos);
        if (limit.admits(offence, nowNanos)) {
            console.complain(HostPort.format(remote) + " " + fate(offence, offset));
        }
    }

    void onMissed(long count) {
        console.complain(Numbers.counted(count, "more client") + " cut off, too fast to tell why");
    }

    /// Tells how many lines were left out in seconds that are over.
    synchronized void tell(long nowNanos) {
        limit.tell(nowNanos, this::more);
    }

    synchronized void tellAll() {
        limit.tellAll(this::more);
    }

    private void more(Offence offence, long count) {
        console.complain(Numbers.counted(count, "more client") + " cut off: " + offence.rule());
    }

    private static String fate(Offence offence, long offset) {
        return offence == Offence.ADDRESS_FULL
                ? "not let in: " + offence.rule() + " (see --connections-per-address-max)"
                : "cut off at byte " + offset + ": " + offence.rule();
    }
}
