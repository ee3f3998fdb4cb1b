package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS 1.3 with certificates on both sides, by BoringSSL.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class TlsTest {
    private static final int BYTES = 4 << 20;
    private static final int SECONDS_MAX = 60;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesComeBackThroughTls(boolean skips) throws Exception {
        X509Bundle identity =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        try (Loops loops = new Loops(skips)) {
            SslContext serving =
                    of(SslContextBuilder.forServer(identity.toKeyManagerFactory()), identity)
                            .clientAuth(ClientAuth.REQUIRE)
                            .build();
            SslContext connecting =
                    of(
                                    SslContextBuilder.forClient()
                                            .keyManager(identity.toKeyManagerFactory())
                                            .endpointIdentificationAlgorithm(null),
                                    identity)
                            .build();
            Channel server = loops.serve(() -> over(serving, new Echoing()));
            Counting client = new Counting(BYTES);
            Channel connection = loops.connect(server, () -> over(connecting, client));
            SslHandler tls = connection.pipeline().get(SslHandler.class);
            tls.handshakeFuture().await(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(tls.engine()).isInstanceOf(ReferenceCountedOpenSslEngine.class);
            assertThat(tls.engine().getSession().getProtocol()).isEqualTo("TLSv1.3");

            connection
                    .writeAndFlush(connection.alloc().directBuffer(BYTES).writeZero(BYTES))
                    .sync();
            client.all.get(SECONDS_MAX, TimeUnit.SECONDS);
            connection.close().sync();
        }
    }

    private static SslContextBuilder of(SslContextBuilder builder, X509Bundle trusted)
            throws Exception {
        return builder.sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.3")
                .trustManager(trusted.getCertificate());
    }

    private static ChannelHandler over(SslContext context, ChannelHandler handler) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(context.newHandler(channel.alloc()), handler);
            }
        };
    }

    private static final class Echoing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var _ = context.writeAndFlush(message);
        }
    }
}
