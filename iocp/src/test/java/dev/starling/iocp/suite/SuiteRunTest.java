package dev.starling.iocp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.starling.iocp.suite.Outcome.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class SuiteRunTest {
    @Test
    void whatOpensNoChannelOfThePairingHasNotPassed() {
        SuiteRun run = new SuiteRun();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Planted.class))
                                .build(),
                        run);
        assertThat(run.outcomes())
                .extracting(Outcome::kind)
                .containsExactly(Kind.SKIPPED, Kind.PASSED);
    }

    /// A test that says nothing of the pairing, and one that does.
    static final class Planted {
        @Test
        void idles() {}

        @Test
        void opens() {
            Bootstrap client = Pairing.current().newClient();
            client.handler(new ChannelInboundHandlerAdapter())
                    .register()
                    .syncUninterruptibly()
                    .channel()
                    .close()
                    .syncUninterruptibly();
        }
    }
}
