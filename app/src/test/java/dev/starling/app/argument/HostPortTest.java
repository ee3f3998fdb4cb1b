package dev.starling.app.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000, 127.0.0.1, 9000",
        "localhost:0, localhost, 0",
        "[::1]:65535, ::1, 65535",
        "[127.0.0.1]:1, 127.0.0.1, 1"
    })
    void understandsHostAndPort(String text, String host, int port) {
        assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9000 | the port is missing",
                "localhost | the port is missing",
                ":9000 | the host is missing",
                "[]:9000 | the host is missing",
                "::1:9000 | an IPv6 address needs brackets",
                "localhost: | the port must be 0 to 65535, not ''",
                "localhost:65536 | the port must be 0 to 65535, not '65536'",
                "localhost:-1 | the port must be 0 to 65535",
                "localhost:٩ | the port must be 0 to 65535",
                "localhost:99999999999 | the port must be 0 to 65535"
            })
    void saysWhatIsWrongAndWhatWasExpected(String text, String wrong) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(wrong)
                .hasMessageEndingWith("expected HOST:PORT, such as 127.0.0.1:9000 or [::1]:9000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:9000",
                "10.0.0.0:1",
                "[::1]:9000",
                "[::]:9000",
                "[2001:db8::7]:1",
                "[2001:db8:0:1:1:1:1:1]:1"
            })
    void formatsAnAddressAsItCanBeTyped(String text) throws UnknownHostException {
        InetSocketAddress address = HostPort.parse(text).resolve();
        assertThat(HostPort.format(address)).isEqualTo(text);
    }

    @Test
    void showsWhatWasTyped() {
        assertThat(HostPort.parse("[::1]:9000")).hasToString("[::1]:9000");
        assertThat(HostPort.parse("localhost:9000")).hasToString("localhost:9000");
    }
}
