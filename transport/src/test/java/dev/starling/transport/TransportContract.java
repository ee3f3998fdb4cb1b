package dev.starling.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.testing.Ends;
import dev.starling.transport.testing.Payload;
import java.net.SocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every transport must do.
public abstract class TransportContract {
    private Transport transport;

    protected abstract Transport open(TransportConfig config);

    /// An address that nobody listens on yet.
    protected abstract SocketAddress freeAddress();

    @BeforeEach
    void openTransport() {
        transport = open(TransportConfig.DEFAULT);
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    @Test
    void carriesMessagesBothWays() throws Exception {
        Ends ends = Ends.open(transport, freeAddress());
        ends.near().stream().send(Payload.of(1, 1, 100));
        ends.far().stream().send(Payload.of(2, 1, 200));
        await().untilAsserted(() -> assertThat(ends.far().frames()).isEqualTo(1));
        await().untilAsserted(() -> assertThat(ends.near().frames()).isEqualTo(1));
        assertThat(ends.near().damaged() + ends.far().damaged()).isZero();
    }

    @Test
    void deliversEverythingBeforeAnOrderlyEnd() throws Exception {
        Ends ends = Ends.open(transport, freeAddress());
        for (int i = 0; i < 1_000; i++) {
            ends.near().stream().send(Payload.of(1, i, 500));
        }
        ends.nearLink().close();
        await().untilAsserted(() -> assertThat(ends.far().ends()).isEqualTo(1));
        assertThat(ends.far().frames()).isEqualTo(1_000);
        ends.farLink().close();
        Closed inOrder = new Closed(Closed.How.CLOSED, null, 0);
        await().untilAsserted(() -> assertThat(ends.near().closed()).containsExactly(inOrder));
        await().untilAsserted(() -> assertThat(ends.far().closed()).containsExactly(inOrder));
    }
}
