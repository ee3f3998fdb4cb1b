package dev.starling.protocol.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.ExchangeConfig;
import dev.starling.protocol.swarm.RedialsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// docs/protocols.md says of peers what the code does.
final class ProtocolsDocumentTest {
    private static final double SECOND = 1e9;

    private final String page;

    ProtocolsDocumentTest() throws IOException {
        String all = Files.readString(Path.of("../docs/protocols.md"));
        page = all.substring(all.indexOf("## Peers"), all.indexOf("## What a message must keep"));
    }

    @Test
    void everyConstantAndCloseCodeIsTold() {
        assertThat(untold(page)).isEmpty();
    }

    @Test
    void aConstantThatIsNotTrueIsFound() {
        assertThat(untold(page.replace("PING every 5 s", "PING every 6 s")))
                .containsExactly("PING every 5 s");
        assertThat(untold(page.replace("`peer-lost`", ""))).containsExactly("`peer-lost`");
    }

    private static List<String> untold(String text) {
        ExchangeConfig link = ExchangeConfig.DEFAULT;
        RedialsConfig swarm = RedialsConfig.DEFAULT;
        List<String> wanted = new ArrayList<>();
        wanted.add("PING every " + seconds(link.pingNanos()));
        wanted.add("has " + seconds(link.helloNanosMax()) + " for it");
        wanted.add("more than " + seconds(link.pingNanos() / 2) + " late");
        wanted.add(link.unprovenBytesMax() / 1_024 + " KiB");
        wanted.add(String.format(Locale.ROOT, "Up to %,d addresses", swarm.targetsMax()));
        wanted.add("at most " + swarm.dialsMax() + " calls");
        wanted.add("begins at " + seconds(swarm.backoffNanosMin()));
        wanted.add("up to " + seconds(swarm.backoffNanosMax()));
        for (CloseCode code : CloseCode.values()) {
            wanted.add("`" + code.label() + "`");
        }
        return wanted.stream().filter(words -> !text.contains(words)).toList();
    }

    private static String seconds(long nanos) {
        double seconds = nanos / SECOND;
        boolean isWhole = seconds == Math.rint(seconds);
        return (isWhole ? String.valueOf((long) seconds) : String.valueOf(seconds)) + " s";
    }
}
