package dev.starling.protocol.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.machine.Table;
import dev.starling.protocol.machine.Table.Row;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Takes every transition of the table of redials.
final class RedialsTableTest {
    private static final RedialsConfig ONE_TARGET =
            new RedialsConfig(1, 1, 1_000_000, 1_000_000, 0);
    private static final RedialsConfig ONE_CALL = new RedialsConfig(2, 1, 1_000_000, 1_000_000, 0);

    private final Map<String, Consumer<TwinNetwork>> events = new TreeMap<>();

    RedialsTableTest() {
        events.put("wanted", RedialsTableTest::want);
        events.put("wanted, table full", RedialsTableTest::wantTooMuch);
        events.put("due", TwinNetwork::due);
        events.put("due, calls full", RedialsTableTest::dueWithoutACall);
        events.put("unwanted", it -> it.redials.onUnwanted("t"));
        events.put("up", it -> it.redials.onUp("t", "bob", it.now));
        events.put("down", it -> it.redials.onDown("t", it.now));
        events.put("failed", it -> it.redials.onDialFailed("t", it.now));
        events.put("covered", it -> it.redials.onCovered("t", "bob", it.now));
        events.put("covered, name lost again", RedialsTableTest::coveredByNobody);
        events.put("self", it -> it.redials.onSelf("t"));
        events.put("name lost", it -> it.redials.onLost("bob", it.now));
        events.put("another name lost", it -> it.redials.onLost("ann", it.now));
        for (String then : new String[] {"failed", "covered", "wanted", "down"}) {
            Consumer<TwinNetwork> first = Objects.requireNonNull(events.get("unwanted"));
            events.put("unwanted, " + then, first.andThen(events.get(then)));
        }
    }

    @Test
    void takesEveryTransitionOfItsTable() throws IOException {
        Table table = Table.of("swarm", "Redials");
        table.assertEvents(events.keySet());
        assertThat(table.differences(this::take)).isEmpty();
    }

    @Test
    void aRowThatIsNotTrueIsFound() throws IOException {
        Table table = Table.of("swarm", "Redials");
        assertThat(table.differences(row -> row.on().equals("down") ? "UP" : take(row))).hasSize(1);
    }

    private String take(Row row) {
        TwinNetwork network =
                new TwinNetwork(
                        switch (row.on()) {
                            case "wanted, table full" -> ONE_TARGET;
                            case "due, calls full" -> ONE_CALL;
                            default -> RedialsConfig.DEFAULT;
                        });
        network.connected.add("bob");
        bring(network, row.from());
        assertThat(phase(network)).isEqualTo(row.from());
        network.asked.clear();
        Objects.requireNonNull(events.get(row.on())).accept(network);
        String asked = String.join(", ", network.asked);
        return phase(network) + (asked.isEmpty() ? "" : ": " + asked);
    }

    private static void bring(TwinNetwork network, String phase) {
        if (phase.equals("NONE")) {
            return;
        }
        want(network);
        if (phase.equals("WAITING")) {
            return;
        }
        network.due();
        switch (phase) {
            case "UP" -> network.redials.onUp("t", "bob", network.now);
            case "COVERED" -> network.redials.onCovered("t", "bob", network.now);
            default -> {}
        }
    }

    private static void want(TwinNetwork network) {
        if (!network.redials.onWanted("t", network.now)) {
            network.asked.add("refused");
        }
    }

    private static void wantTooMuch(TwinNetwork network) {
        network.redials.onWanted("another", network.now);
        want(network);
    }

    private static void dueWithoutACall(TwinNetwork network) {
        // Wanted earlier, so called first.
        network.redials.onWanted("another", network.now - 1);
        network.due();
        network.asked.clear();
        network.due();
    }

    private static void coveredByNobody(TwinNetwork network) {
        network.connected.clear();
        network.redials.onCovered("t", "bob", network.now);
    }

    private static String phase(TwinNetwork network) {
        Target.Phase phase = network.redials.phase("t");
        return phase == null ? "NONE" : phase.name();
    }
}
