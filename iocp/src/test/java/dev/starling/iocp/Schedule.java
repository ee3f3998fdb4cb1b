package dev.starling.iocp;

import dev.starling.iocp.port.Operations;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import dev.starling.iocp.twin.Violations.Hearing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// One schedule of a seed: clients and a server and sockets for datagrams on one loop over the twin
/// talk, stop reading, shut down, cancel and close at random, and in the end everything closes.
///
/// In some nothing fails by chance, and in some nothing does any more from some time on: there all
/// that is sent must arrive.
final class Schedule {
    /// What is said where nothing can be cancelled.
    private static final String CLOSED_INSTEAD = "operations could not be cancelled";

    private static final int STEPS = 40;
    private static final int STEPS_TO_RECOVER = 12;
    private static final int CLIENTS_TO_RECOVER = 9;
    private static final int LONGER = 4;
    private static final int TURNS_WITHOUT_ARRIVAL_MAX = 60;
    private static final int TURNS_TO_HEAR = 30;
    private static final int TURNS_TO_END = 300;
    private static final Duration DRAIN_MAX = Duration.ofSeconds(2);

    /// Operations that memory is there for at first: so few that it is used again soon.
    private static final int OPERATIONS_MIN = 8;

    private static final int OPERATIONS_MORE = 17;

    final SplittableRandom random;
    final PoisonedMemory memory;
    final TwinSystem system;
    final List<ChannelFuture> promises = new ArrayList<>();
    final ManualIoEventLoop loop;
    final Sockets sockets;
    private final Clock clock = new Clock();
    private final StreamTalk streams;
    private final DatagramTalk datagrams;
    private int kept;
    private final boolean isLayered;
    private boolean isArriving;

    private Schedule(long seed, PoisonedMemory memory, UnaryOperator<Sockets> planted) {
        random = new SplittableRandom(seed);
        this.memory = memory;
        memory.reset();
        system = new TwinSystem(random.split(), memory);
        if (random.nextInt(4) == 0) {
            system.calmDown();
        }
        isLayered = !system.isCalm() && random.nextInt(16) == 0;
        if (isLayered) {
            system.layer();
        }
        sockets = planted.apply(system);
        IocpConfig config = new IocpConfig(random.nextBoolean(), DRAIN_MAX);
        int atATime = OPERATIONS_MIN + random.nextInt(OPERATIONS_MORE);
        loop =
                new ManualIoEventLoop(
                        null,
                        Thread.currentThread(),
                        executor ->
                                new IocpIoHandler(
                                        IocpIoHandler.newPort(sockets, config),
                                        port -> new Operations(port, atATime),
                                        config,
                                        executor),
                        clock);
        datagrams = new DatagramTalk(this, random.nextInt(3) == 0 ? 0 : 2);
        streams = new StreamTalk(this);
    }

    /// Runs the schedule of a seed.
    static TwinSystem run(long seed, PoisonedMemory memory, UnaryOperator<Sockets> planted) {
        Schedule schedule = new Schedule(seed, memory, planted);
        try (Hearing _ = schedule.system.violations.hearWarnings(CLOSED_INSTEAD)) {
            schedule.run();
        } catch (RuntimeException | AssertionError e) {
            schedule.system.violations.when(true, "thrown: " + e);
        }
        return schedule.system;
    }

    private void run() {
        turns(3);
        talk(random.nextInt(24) == 0 ? LONGER * STEPS : STEPS);
        if (!system.isCalm() && !isLayered && random.nextInt(5) == 0) {
            recover();
        }
        if (system.isCalm() && streams.isServed()) {
            hearOfEnds();
            arrive();
            if (random.nextInt(3) == 0) {
                part();
            }
        }
        end();
    }

    private void talk(int steps) {
        for (int step = 0; step < steps && streams.isServed(); step++) {
            if (random.nextInt(3) == 0 && datagrams.isOpen()) {
                datagrams.act();
            } else {
                streams.act();
            }
            turns(random.nextInt(3));
            clock.advance(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20)));
        }
    }

    /// Whatever has failed before, whoever comes now is served.
    private void recover() {
        system.calmDown();
        streams.readAll();
        datagrams.readAll();
        for (int i = 0; i < 3; i++) {
            turns(3);
            clock.advance(TimeUnit.SECONDS.toNanos(1)); // the longest pause of all
        }
        for (int i = 0; i < CLIENTS_TO_RECOVER; i++) {
            streams.connect();
        }
        datagrams.sendToEach();
        turns(3);
        talk(STEPS_TO_RECOVER);
    }

    /// Who has nothing to receive but the end hears of that, even when he does not read.
    private void hearOfEnds() {
        List<StreamTalk.Pair> ended = streams.ended();
        turns(ended.isEmpty() ? 0 : TURNS_TO_HEAR);
        streams.checkEnds(ended);
    }

    /// The last that is read, by who does not read on, and the end after that.
    private void part() {
        streams.sayGoodbye();
        turns(TURNS_TO_HEAR);
        streams.leave();
        turns(TURNS_TO_HEAR);
        hearOfEnds();
    }

    private void arrive() {
        isArriving = true;
        streams.readAll();
        datagrams.readAll();
        long arrived = -1;
        int turnsWithout = 0;
        while (turnsWithout < TURNS_WITHOUT_ARRIVAL_MAX && !hasArrived()) {
            long now = streams.arrived() - datagrams.waiting() - datagrams.underWay();
            turnsWithout = arrived == now ? turnsWithout + 1 : 0;
            arrived = now;
            turns(1);
            clock.advance(TimeUnit.MILLISECONDS.toNanos(20)); // so that every pause ends
        }
        streams.checkArrival();
        datagrams.checkArrival();
    }

    private boolean hasArrived() {
        return streams.hasArrived() && datagrams.hasArrived();
    }

    /// What was written is let go of before its channel says that it is closed. Half of what is
    /// written nobody else holds, so that it is poison once it is let go of.
    void watch(ByteBuf buffer, ChannelFuture written, boolean isHeld) {
        promises.add(written);
        if (!isHeld) {
            return;
        }
        written.channel()
                .closeFuture()
                .addListener(done -> {
                    system.violations.when(
                            written.isDone() && buffer.refCnt() > 1,
                            "a closed channel held what it had written");
                    buffer.release();
                });
    }

    /// Whether something may be written that nobody flushes yet.
    boolean mayWaitToFlush() {
        return !isArriving && random.nextInt(4) == 0;
    }

    boolean memoryIsShort() {
        return memory.liveBlocks() > 4_000;
    }

    void turns(int count) {
        for (int i = 0; i < count; i++) {
            loop.runNow();
        }
    }

    /// Everything that was begun must come to an end.
    private void end() {
        List<Channel> channels = new ArrayList<>(streams.channels());
        channels.addAll(datagrams.channels());
        if (random.nextInt(8) == 0) {
            var _ = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS); // which closes them
        } else {
            channels.forEach(channel -> promises.add(channel.close()));
        }
        channels.forEach(channel -> promises.add(channel.closeFuture()));
        clock.advance(TimeUnit.SECONDS.toNanos(1));
        int turnsWithout = 0;
        while (turnsWithout < TURNS_TO_END && !isAllDone()) {
            int keptThen = kept;
            turns(1);
            turnsWithout = isAllDone() || kept > keptThen ? 0 : turnsWithout + 1;
        }
        system.violations.when(!isAllDone(), "a promise was never kept");
        if (system.violations.found().isEmpty()) {
            turns(5);
            var _ = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
            turns(1);
            system.violations.when(!loop.isTerminated(), "the loop has not ended");
            system.violations.when(memory.liveBlocks() > 0, "buffers were never released");
            system.violations.when(system.openSockets() > 0, "sockets were never closed");
        }
    }

    private boolean isAllDone() {
        while (kept < promises.size() && promises.get(kept).isDone()) {
            kept++;
        }
        return kept == promises.size();
    }

    /// Time that passes when it is told to, and a little whenever somebody looks.
    private static final class Clock implements Ticker {
        private long nanos;

        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return ++nanos;
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            advance(unit.toNanos(delay));
        }

        void advance(long moreNanos) {
            nanos += moreNanos;
        }
    }
}
