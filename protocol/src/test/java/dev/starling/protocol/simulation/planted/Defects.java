package dev.starling.protocol.simulation.planted;

import dev.starling.protocol.message.Claim;
import dev.starling.protocol.message.ExchangeConfig;
import dev.starling.protocol.message.ToLink;
import dev.starling.protocol.simulation.Habits;
import dev.starling.protocol.swarm.RedialsConfig;
import dev.starling.wire.Verified;
import dev.starling.wire.build.MessageBuilder;

/// The broken nodes.
public final class Defects {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    private Defects() {}

    /// Hands every message over twice.
    public static final class DeliversTwice implements Habits {
        @Override
        public ToLink link(ToLink link) {
            return new Relay(link) {
                @Override
                public void deliver(Verified message) {
                    super.deliver(message);
                    super.deliver(message);
                }
            };
        }
    }

    /// Loses one message in fifty.
    public static final class DropsMessages implements Habits {
        @Override
        public ToLink link(ToLink link) {
            return new Relay(link) {
                private int count;

                @Override
                public void deliver(Verified message) {
                    count++;
                    if (count % 50 != 0) {
                        super.deliver(message);
                    }
                }
            };
        }
    }

    /// Hands every warning over, however many there are.
    public static final class WarnsAlways implements Habits {
        @Override
        public ExchangeConfig exchange() {
            ExchangeConfig good = ExchangeConfig.DEFAULT;
            return new ExchangeConfig(
                    good.pingNanos(),
                    good.missedMax(),
                    good.helloNanosMax(),
                    0,
                    good.unprovenBytesMax());
        }
    }

    /// Answers a PING that was never asked, once in each round trip.
    public static final class AnswersUnasked implements Habits {
        @Override
        public ToLink link(ToLink link) {
            return new Relay(link) {
                @Override
                public void onRoundTrip(long nanos) {
                    super.onRoundTrip(nanos);
                    super.trySend(new MessageBuilder().ping(nanos, true));
                }
            };
        }
    }

    /// Takes every call, also one under a name that has a link.
    public static final class TakesEveryCall implements Habits {
        @Override
        public ToLink link(ToLink link) {
            return new Relay(link) {
                @Override
                public Claim claim(String name, boolean dialled) {
                    super.claim(name, dialled);
                    return Claim.FREE;
                }
            };
        }
    }

    /// Keeps the name of a link that is gone.
    public static final class KeepsNames implements Habits {
        @Override
        public boolean releases() {
            return false;
        }
    }

    /// Calls again at once.
    public static final class RedialsAtOnce implements Habits {
        @Override
        public RedialsConfig redials() {
            return new RedialsConfig(1_024, 8, MILLI, MILLI, 0);
        }
    }

    /// Waits for an hour before it asks a second time.
    public static final class NeverMisses implements Habits {
        @Override
        public ExchangeConfig exchange() {
            ExchangeConfig good = ExchangeConfig.DEFAULT;
            return new ExchangeConfig(
                    HOUR,
                    good.missedMax(),
                    good.helloNanosMax(),
                    good.warningGapNanos(),
                    good.unprovenBytesMax());
        }
    }

    /// Never calls again in the time of a run.
    public static final class GivesUp implements Habits {
        @Override
        public RedialsConfig redials() {
            return new RedialsConfig(1_024, 8, HOUR, HOUR, 0);
        }
    }
}
