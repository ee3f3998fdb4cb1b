package dev.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.machine.Table;
import dev.starling.protocol.machine.Table.Row;
import dev.starling.protocol.message.Exchange.Phase;
import dev.starling.wire.build.Encoded;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Takes every transition of the exchange's table.
final class ExchangeTableTest {
    private final Map<String, Consumer<Meeting>> events = new TreeMap<>();

    ExchangeTableTest() {
        arriving();
        pinging();
        ending();
    }

    @Test
    void takesEveryTransitionOfItsTable() throws IOException {
        Table table = Table.of("message", "Exchange");
        table.assertEvents(events.keySet());
        assertThat(table.differences(this::take)).isEmpty();
    }

    @Test
    void aRowThatIsNotTrueIsFound() throws IOException {
        Table table = Table.of("message", "Exchange");
        assertThat(table.differences(row -> row.on().equals("gone") ? "PEER" : take(row)))
                .hasSize(1);
    }

    private String take(Row row) {
        Phase from = Phase.valueOf(row.from());
        Meeting meeting = Meeting.in(from);
        assertThat(meeting.exchange.phase()).isEqualTo(from);
        if (!row.on().equals("opened") && from.compareTo(Phase.GREETED) < 0) {
            meeting.opened();
            meeting.link.asked.clear();
        }
        Objects.requireNonNull(events.get(row.on())).accept(meeting);
        return meeting.outcome();
    }

    private void arriving() {
        events.put("opened", Meeting::opened);
        events.put("CHAT", it -> it.chat("bob"));
        events.put("CHAT without sender_id", it -> it.says(it.builder.chat("hi", null)));
        events.put("DATA", it -> it.says(it.builder.data(null, new byte[3], 0, 3)));
        events.put("a newer type", it -> it.says(new NewerMessage()));
        events.put("METRIC_WARNING", Meeting::warns);
        events.put("METRIC_WARNING, too soon", ExchangeTableTest::warnTooSoon);
        events.put("another sender_id", it -> it.chat("eve"));
        events.put("HELLO", it -> it.hello("bob"));
        events.put("HELLO, bare", ExchangeTableTest::bareHello);
        events.put("HELLO without sender_id", it -> it.says(hello(it)));
        for (Claim claim : List.of(Claim.TAKEN, Claim.SELF, Claim.FULL)) {
            events.put("HELLO, " + claim, it -> refused(it, claim, () -> it.hello("bob")));
            events.put("PING, " + claim, it -> refused(it, claim, () -> it.asks(5)));
        }
        // Our own name is found before the claim of a call.
        events.remove("PING, SELF");
        events.put("HELLO, our own", it -> it.hello("us"));
        events.put("HELLO, another version", ExchangeTableTest::newerHello);
        events.put("no HELLO in time", it -> it.passes(10 * Meeting.SECOND));
        events.put("no HELLO, we are late", it -> it.comesLate(13 * Meeting.SECOND));
    }

    private void pinging() {
        events.put("PING", it -> it.asks(5));
        events.put("PING, no room", ExchangeTableTest::askWithoutRoom);
        events.put("room for an answer", ExchangeTableTest::roomForAnAnswer);
        events.put("first answer", Meeting::answers);
        events.put("answer", ExchangeTableTest::secondAnswer);
        events.put("answer, unasked", it -> it.answers(it.link.nonces.getLast() + 1));
        events.put("round", it -> it.passes(Meeting.PING));
        events.put("our question", it -> it.exchange.onAsk(it.now));
        events.put("round, missed too often", ExchangeTableTest::missTooOften);
    }

    private void ending() {
        events.put("end", it -> it.exchange.onEnd(it.now));
        events.put("our wish", it -> it.exchange.onClose(CloseCode.CLOSED, it.now));
        events.put("gone", it -> it.exchange.onClosed(CloseCode.RESET, it.now));
    }

    private static Encoded hello(Meeting it) {
        return it.builder.hello("bob/1", 1, List.of());
    }

    private static void warnTooSoon(Meeting it) {
        it.warns();
        it.link.asked.clear();
        it.passes(Meeting.SECOND - 1);
        it.warns();
    }

    private static void bareHello(Meeting it) {
        it.link.isBare = true;
        it.hello("bob");
    }

    private static void newerHello(Meeting it) {
        it.says(it.builder.sender("bob").hello("bob/2", 2, List.of()));
    }

    private static void refused(Meeting it, Claim claim, Runnable says) {
        it.link.claim = claim;
        says.run();
    }

    private static void askWithoutRoom(Meeting it) {
        it.link.hasRoom = false;
        it.asks(5);
    }

    private static void roomForAnAnswer(Meeting it) {
        askWithoutRoom(it);
        it.link.asked.clear();
        it.link.hasRoom = true;
        it.exchange.onRoom(it.now);
    }

    private static void secondAnswer(Meeting it) {
        it.answers();
        it.passes(Meeting.PING);
        it.link.asked.clear();
        it.answers();
    }

    private static void missTooOften(Meeting it) {
        it.passes(2 * Meeting.PING);
        it.link.asked.clear();
        it.passes(Meeting.PING);
    }
}
