package dev.starling.app.node;

import dev.starling.app.argument.HostPort;
import dev.starling.app.print.Escaped;
import dev.starling.app.print.Numbers;
import dev.starling.app.print.Table;
import dev.starling.node.PeerInfo;
import java.util.Comparator;
import java.util.List;

/// All peers of a node in a table, a line each.
final class PeerTable {
    private static final int NAME_LETTERS_MAX = 32;

    private PeerTable() {}

    static String of(List<PeerInfo> peers) {
        if (peers.isEmpty()) {
            return "nobody is connected\n";
        }
        Table table = new Table("NAME", "ADDRESS", "RTT", "IN", "OUT", "QUEUE");
        peers.stream()
                .sorted(Comparator.comparing(PeerInfo::name))
                .forEach(peer -> table.row(cells(peer)));
        return table.toString();
    }

    private static String[] cells(PeerInfo peer) {
        return new String[] {
            shown(peer.name()),
            HostPort.format(peer.address()),
            peer.roundTripNanos() == 0 ? "-" : Numbers.span(peer.roundTripNanos()),
            "%s (%s)".formatted(Numbers.grouped(peer.messagesIn()), Numbers.bytes(peer.bytesIn())),
            "%s (%s)"
                    .formatted(Numbers.grouped(peer.messagesOut()), Numbers.bytes(peer.bytesOut())),
            Numbers.bytes(peer.queueBytes())
        };
    }

    private static String shown(String name) {
        String escaped = Escaped.name(name);
        return escaped.length() <= NAME_LETTERS_MAX
                ? escaped
                : escaped.substring(0, NAME_LETTERS_MAX - 1) + "…";
    }
}
