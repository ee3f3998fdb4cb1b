package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
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

    /// Of a client's certificate, with which it takes about the 16,384 that a record of TLS holds.
    private static final int EXTENSION_BYTES_MIN = 15_616;

    private static final int EXTENSION_BYTES_MAX = 16_384;
    private static final int EXTENSION_BYTES_STEP = 64;
    private static final int CERTIFICATES_BYTES_MAX = 32_768;

    private final X509Bundle authority;

    TlsTest() throws Exception {
        authority =
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=localhost")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesComeBackThroughTls(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel server = serve(loops);
            comeBack(loops, server, authority, BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void largeCertificatesComeThrough(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel server = serve(loops);
            for (int bytes = EXTENSION_BYTES_MIN;
                    bytes <= EXTENSION_BYTES_MAX;
                    bytes += EXTENSION_BYTES_STEP) {
                X509Bundle identity =
                        new CertificateBuilder()
                                .ecp256()
                                .subject("CN=client")
                                .addExtensionOctetString("1.2.3", false, new byte[bytes])
                                .buildIssuedBy(authority);
                comeBack(loops, server, identity, 1);
            }
        }
    }

    private Channel serve(Loops loops) throws Exception {
        SslContext context =
                of(SslContextBuilder.forServer(authority.toKeyManagerFactory()))
                        .clientAuth(ClientAuth.REQUIRE)
                        .build();
        return loops.serve(() -> over(context, new Echoing()));
    }

    private void comeBack(Loops loops, Channel server, X509Bundle identity, int bytes)
            throws Exception {
        SslContext context =
                of(SslContextBuilder.forClient()
                                .keyManager(identity.toKeyManagerFactory())
                                .endpointIdentificationAlgorithm(null))
                        .build();
        Counting client = new Counting(bytes);
        Channel connection = loops.connect(server, () -> over(context, client));
        SslHandler tls = connection.pipeline().get(SslHandler.class);
        assertThat(tls.handshakeFuture().await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(tls.engine()).isInstanceOf(ReferenceCountedOpenSslEngine.class);
        assertThat(tls.engine().getSession().getProtocol()).isEqualTo("TLSv1.3");

        connection.writeAndFlush(connection.alloc().directBuffer(bytes).writeZero(bytes)).sync();
        client.all.get(SECONDS_MAX, TimeUnit.SECONDS);
        connection.close().sync();
    }

    private SslContextBuilder of(SslContextBuilder builder) {
        return builder.sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.3")
                .trustManager(authority.getCertificate())
                .option(OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES, CERTIFICATES_BYTES_MAX);
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
