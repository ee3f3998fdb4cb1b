package dev.starling.protocol.simulation;

import dev.starling.protocol.message.Allowance;
import dev.starling.protocol.message.Claim;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.Exchange;
import dev.starling.protocol.message.Exchange.Phase;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.message.ToLink;
import dev.starling.protocol.swarm.Roster.Outcome;
import dev.starling.protocol.swarm.Roster.Seat;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One end of a link: its exchange on one side, its pipe on the other.
final class End implements ToLink {
    private static final long SILENCE_NANOS_MAX = 30 * Agenda.SECOND;
    private static final int OUTSTANDING_MAX = 4;

    final long id;
    final @Nullable String target;
    final Life life;
    final Pipe pipe;
    private final World world;
    private final Exchange exchange;
    private final Allowance allowance;
    private final Witness witness;
    private @Nullable String peerName;
    private boolean hasName;
    private boolean isProven;
    private boolean isOpen;
    private boolean isGone;
    private long timerNanos = Long.MAX_VALUE;
    private long heardNanos;

    End(Life life, @Nullable String target) {
        this.life = life;
        this.world = life.world;
        this.id = world.nextLink();
        this.target = target;
        this.pipe = new Pipe(this, world);
        this.witness = new Witness(world, this);
        this.allowance = new Allowance(world.habits.exchange().unprovenBytesMax());
        this.exchange =
                new Exchange(
                        world.habits.link(this),
                        target != null,
                        world.habits.exchange(),
                        life.messages,
                        world.random.split());
        if (target != null) {
            allowance.lift();
        }
        life.ends.put(id, this);
    }

    void join(End other) {
        pipe.join(other);
        witness.join(other.witness);
    }

    void open() {
        step(() -> {
            isOpen = true;
            heardNanos = world.now();
            exchange.onOpen(world.now());
        });
    }

    boolean isGone() {
        return isGone;
    }

    boolean isProven() {
        return isProven;
    }

    boolean hasName() {
        return hasName;
    }

    String peerName() {
        return Objects.requireNonNull(peerName);
    }

    /// Whether both ends know each other by name and hear each other.
    boolean isUpWith(String name) {
        End other = pipe.other();
        boolean isOurs = hasName && isProven && name.equals(peerName) && !isGone;
        return isOurs && !other.isGone && other.hasName && exchange.phase() == Phase.PEER;
    }

    /// Does something in the life of this end, if it still has one, on its node's processor.
    void step(Runnable what) {
        life.node.run(() -> {
            if (!isGone) {
                what.run();
                Violation.unless(exchange.outstanding() <= OUTSTANDING_MAX, "PINGs", this);
                arm();
            }
        });
    }

    private void arm() {
        long due = exchange.deadlineNanos();
        if (!isGone && due < timerNanos) {
            timerNanos = due;
            world.agenda.at(due, () -> step(() -> onTimer(due)));
        }
    }

    private void onTimer(long due) {
        if (timerNanos == due) {
            timerNanos = Long.MAX_VALUE;
            if (exchange.deadlineNanos() <= world.now()) {
                exchange.onDeadline(world.now());
            }
        }
    }

    void onBytes(int count, Verified message) {
        heardNanos = world.now();
        allowance.onRead(count);
        witness.onRead(count);
        exchange.onBytes(world.now());
        exchange.onMessage(message, world.now());
        if (!isProven) {
            pipe.giveRoom();
        }
    }

    void onRoom() {
        exchange.onRoom(world.now());
    }

    void onEnd() {
        exchange.onEnd(world.now());
    }

    void finish(CloseCode code) {
        if (!isGone) {
            isGone = true;
            exchange.onClosed(code, world.now());
            Violation.unless(exchange.deadlineNanos() == Long.MAX_VALUE, "it goes on", this);
            life.onEndClosed(this, code);
        }
    }

    /// The program has ended under it.
    void die(boolean withWord) {
        isGone = true;
        if (withWord) {
            pipe.reset();
        }
    }

    /// The application says something to a peer that is there.
    void talk() {
        boolean isConnected = target == null ? hasName : isProven;
        if (isConnected && exchange.phase() == Phase.PEER) {
            witness.talk(this);
        }
    }

    void audit() {
        boolean waits = exchange.phase() != Phase.GUEST && exchange.phase() != Phase.OVER;
        if (!isOpen || life.node.isStalled() || !waits) {
            return;
        }
        long excused = Math.max(life.node.stalledUntilNanos(), pipe.heldUntilNanos());
        long since = Math.max(excused, heardNanos);
        Violation.unless(world.now() - since <= SILENCE_NANOS_MAX, "nobody missed it", this);
    }

    @Override
    public boolean trySend(Encoded message) {
        if (isGone) {
            return false;
        }
        if (!pipe.hasRoom() || !isAllowed(message)) {
            pipe.wantRoom();
            return false;
        }
        allowance.onWritten(message.frameBytes());
        pipe.send(witness.onSent(message, target == null && !isProven));
        return true;
    }

    private boolean isAllowed(Encoded message) {
        return switch (message.type()) {
            case HELLO, PING -> allowance.allowsWord(message.frameBytes());
            default -> allowance.allowsMessage(message.frameBytes());
        };
    }

    @Override
    public boolean onReached(String name) {
        peerName = name;
        return !life.roster.isSelf(name);
    }

    @Override
    public Claim claim(String name, boolean dialled) {
        peerName = name;
        Seat seat = life.roster.claim(name, id, dialled);
        if (seat.replacedLink() != 0) {
            boolean isSame = seat.outcome() == Outcome.REPLACES;
            Objects.requireNonNull(life.ends.get(seat.replacedLink()))
                    .onReplaced(isSame ? CloseCode.REPLACED : CloseCode.FULL);
        }
        if (!seat.lostName().isEmpty()) {
            life.home(() -> life.redials.onLost(seat.lostName(), world.now()));
        }
        hasName = life.roster.isHeldBy(name, id);
        return switch (seat.outcome()) {
            case FREE, REPLACES, CROWDS_OUT -> Claim.FREE;
            case TAKEN -> Claim.TAKEN;
            case SELF -> Claim.SELF;
            case FULL -> Claim.FULL;
        };
    }

    private void onReplaced(CloseCode why) {
        hasName = false;
        world.agenda.at(world.now(), () -> step(() -> exchange.onClose(why, world.now())));
    }

    @Override
    public boolean isBare() {
        return false;
    }

    @Override
    public void onGreeted(Greeting who) {
        Violation.unless(who.name().equals(pipe.other().life.node.name), "who?", this);
    }

    @Override
    public void onProven() {
        Violation.unless(!isProven, "proven twice", this);
        isProven = true;
        allowance.lift();
        life.roster.proven(id);
        if (target != null) {
            String name = peerName();
            life.home(() -> life.redials.onUp(target, name, world.now()));
        }
    }

    @Override
    public void onRoundTrip(long nanos) {
        Violation.unless(nanos >= 0 && nanos <= world.now(), "a time that cannot be", this);
    }

    @Override
    public void deliver(Verified message) {
        witness.onDelivered(message);
    }

    @Override
    public void deliverWarning(Verified message) {
        witness.onWarning();
    }

    @Override
    public void punish(Offence offence) {
        throw new Violation("an honest peer is punished for " + offence + ": " + this);
    }

    @Override
    public void close(CloseCode code) {
        pipe.end();
        world.agenda.at(world.now(), () -> step(() -> finish(code)));
    }

    @Override
    public void reset(CloseCode code, Offence offence) {
        boolean isFate = offence == Offence.PEER_SILENT || code == CloseCode.HELLO_LATE;
        Violation.unless(isFate, "an honest peer is cut off for " + offence, this);
        pipe.reset();
        world.agenda.at(world.now(), () -> step(() -> finish(code)));
    }

    @Override
    public boolean takeHeldUp() {
        return pipe.takeHeldUp();
    }

    @Override
    public String toString() {
        return life.node.name + "->" + peerName + " link " + id + " at " + world.now() / 1e9;
    }
}
