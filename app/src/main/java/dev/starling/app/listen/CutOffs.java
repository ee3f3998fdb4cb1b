package dev.starling.app.listen;

import dev.starling.app.argument.HostPort;
import dev.starling.app.console.Console;
import dev.starling.app.console.LineLimit;
import dev.starling.app.print.Numbers;
import dev.starling.wire.Offence;
import java.net.SocketAddress;

/// The lines about clients that were cut off: each rule at most ten times a second.
final class CutOffs {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Console console;
    private final LineLimit<Offence> limit = new LineLimit<>(Offence.class);
    private long missed;
    private long missedSinceNanos;
    private long failedAccepts;

    CutOffs(Console console) {
        this.console = console;
    }

    synchronized void onCutOff(SocketAddress remote, Offence offence, long offset, long nowNanos) {
        tell(nowNanos);
        if (limit.admits(offence, nowNanos)) {
            console.complain(HostPort.format(remote) + " " + fate(offence, offset));
        }
    }

    synchronized void onMissed(long count, long nowNanos) {
        missedSinceNanos = missed == 0 ? nowNanos : missedSinceNanos;
        missed += count;
    }

    /// @param count how many so far, ever
    synchronized void onFailedAccepts(long count) {
        if (count > failedAccepts) {
            failedAccepts = count;
            console.complain("clients wait, no more open files are allowed: raise 'ulimit -n'");
        }
    }

    /// Tells how many lines were left out in seconds that are over.
    synchronized void tell(long nowNanos) {
        limit.tell(nowNanos, this::more);
        if (missed > 0 && nowNanos - missedSinceNanos >= SECOND_NANOS) {
            tellMissed();
        }
    }

    synchronized void tellAll() {
        limit.tellAll(this::more);
        if (missed > 0) {
            tellMissed();
        }
    }

    private void tellMissed() {
        console.complain(Numbers.counted(missed, "more client") + " cut off, too fast to tell why");
        missed = 0;
    }

    private void more(Offence offence, long count) {
        console.complain(Numbers.counted(count, "more client") + " cut off: " + offence.rule());
    }

    private static String fate(Offence offence, long offset) {
        return switch (offence) {
            case ADDRESS_FULL ->
                    "not let in: " + offence.rule() + " (see --connections-per-address-max)";
            case PORT_FULL -> "not let in: " + offence.rule();
            default -> "cut off at byte " + offset + ": " + offence.rule();
        };
    }
}
