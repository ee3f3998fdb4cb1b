package dev.starling.bench.rivals;

import dev.starling.bench.rivals.grpc.GrpcRival;
import dev.starling.bench.rivals.netty.NettyRival;
import dev.starling.bench.rivals.starling.StarlingRival;
import dev.starling.bench.rivals.work.Rival;
import dev.starling.bench.rivals.work.Work;
import dev.starling.bench.rivals.zeromq.ZeroMqRival;
import java.util.List;
import java.util.Locale;

/// Who takes part; a further rival is a further constant and case.
public enum Entrant {
    NETTY("raw Netty (floor)"),
    STARLING("Starling"),
    INLINE("Starling inline"),
    JEROMQ("JeroMQ"),
    GRPC("gRPC");

    private final String title;

    Entrant(String title) {
        this.title = title;
    }

    /// What a table calls it.
    String title() {
        return title;
    }

    /// What the command line calls it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Rival rival() {
        return switch (this) {
            case NETTY -> new NettyRival();
            case STARLING -> new StarlingRival(false);
            case INLINE -> new StarlingRival(true);
            case JEROMQ -> new ZeroMqRival();
            case GRPC -> new GrpcRival();
        };
    }

    /// Whether it is meant to allocate nothing for a message.
    boolean isFrugal() {
        return this == NETTY || this == STARLING || this == INLINE;
    }

    /// What its processes are started with beyond what all are.
    List<String> flags() {
        // Allowed as it is, but with eight lines of warnings.
        return this == GRPC ? List.of("--sun-misc-unsafe-memory-access=allow") : List.of();
    }

    boolean takesPartIn(Work work) {
        return rival().works().contains(work);
    }
}
