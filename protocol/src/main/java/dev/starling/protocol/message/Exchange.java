package dev.starling.protocol.message;

import dev.starling.protocol.machine.OneThread;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Text;
import dev.starling.wire.Verified;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The exchange on one link, the machine of both its ends.
///
/// Each row is also a test: what stands behind the colon is what it asks of its link.
///
/// | from | on | to |
/// |---|---|---|
/// | GUEST | opened | GUEST |
/// | GUEST | CHAT | GUEST: deliver |
/// | GUEST | CHAT without sender_id | OVER: reset SENDER_MISSING |
/// | GUEST | HELLO, bare | GUEST: deliver |
/// | GUEST | HELLO | PEER: send HELLO, claim, greeted, send PING |
/// | GUEST | HELLO, TAKEN | OVER: send HELLO, claim, close NAME_TAKEN |
/// | GUEST | HELLO, SELF | OVER: send HELLO, claim, close SELF |
/// | GUEST | HELLO, FULL | OVER: send HELLO, claim, close FULL |
/// | GUEST | HELLO, another version | OVER: send HELLO, close VERSION |
/// | GUEST | end | OVER: close ENDED |
/// | GREETING | opened | GREETING: send HELLO |
/// | GREETING | HELLO | GREETED: reached, send PING |
/// | GREETING | HELLO, our own | OVER: reached, close SELF |
/// | GREETING | HELLO, another version | OVER: reached, close VERSION |
/// | GREETING | HELLO without sender_id | OVER: reset SENDER_MISSING |
/// | GREETING | CHAT | OVER: reset HELLO_MISSING |
/// | GREETING | no HELLO in time | OVER: reset HELLO_MISSING |
/// | GREETING | no HELLO, we are late | GREETING |
/// | GREETING | end | OVER: close ENDED |
/// | GREETED | PING | PEER: claim, greeted, send answer |
/// | GREETED | first answer | PEER: claim, greeted, proven, round trip |
/// | GREETED | CHAT | PEER: claim, greeted, deliver |
/// | GREETED | PING, TAKEN | OVER: claim, close NAME_TAKEN |
/// | GREETED | PING, FULL | OVER: claim, close FULL |
/// | GREETED | another sender_id | OVER: reset SENDER_CHANGED |
/// | GREETED | HELLO | OVER: reset HELLO_REPEATED |
/// | GREETED | round | GREETED: send PING |
/// | GREETED | round, missed too often | OVER: reset PEER_SILENT |
/// | GREETED | end | OVER: close TURNED_AWAY |
/// | GREETED | our wish | OVER: close CLOSED |
/// | PEER | CHAT | PEER: deliver |
/// | PEER | DATA | PEER: deliver |
/// | PEER | a newer type | PEER: deliver |
/// | PEER | METRIC_WARNING | PEER: warning |
/// | PEER | METRIC_WARNING, too soon | PEER |
/// | PEER | PING | PEER: send answer |
/// | PEER | PING, no room | PEER: refused answer |
/// | PEER | room for an answer | PEER: send answer |
/// | PEER | first answer | PEER: proven, round trip |
/// | PEER | answer | PEER: round trip |
/// | PEER | answer, unasked | PEER: punish ANSWER_UNASKED |
/// | PEER | round | PEER: send PING |
/// | PEER | our question | PEER: send PING |
/// | PEER | round, missed too often | OVER: reset PEER_SILENT |
/// | PEER | another sender_id | OVER: reset SENDER_CHANGED |
/// | PEER | HELLO | OVER: reset HELLO_REPEATED |
/// | PEER | end | OVER: close ENDED |
/// | PEER | our wish | OVER: close CLOSED |
/// | PEER | gone | OVER |
/// | OVER | CHAT | OVER |
/// | OVER | end | OVER |
///
/// Whom we call decides: its first word behind HELLO says that it took us, an end there that it did
/// not. Only then the call takes its name, so of two that cross both sides know what the other did.
public final class Exchange implements FromLink {
    /// How far the two have come with each other.
    public enum Phase {
        /// It called us and has not said HELLO: nothing is written to it.
        GUEST,
        /// We called it and wait for its HELLO.
        GREETING,
        /// It has said HELLO too, and not yet shown whether it takes us.
        GREETED,
        /// Each has said HELLO and takes the other.
        PEER,
        /// Closed, or closing.
        OVER
    }

    private static final byte[] NOBODY = {};

    private final OneThread thread = new OneThread();
    private final ToLink link;
    private final boolean dialled;
    private final ExchangeConfig config;
    private final ExchangeMessages messages;
    private final ExchangeCounts counts = new ExchangeCounts();
    private final Heartbeat heartbeat;

    private Phase phase;
    private @Nullable Greeting who;
    private byte[] name = NOBODY;
    private long helloDueNanos = Long.MAX_VALUE;
    private boolean wasWarned;
    private long warnedNanos;

    /// `dialled` says that the link is our call; `messages` may be shared by all links of a thread;
    /// `random` must not be guessable, or an answer proves nothing.
    public Exchange(
            ToLink link,
            boolean dialled,
            ExchangeConfig config,
            ExchangeMessages messages,
            RandomGenerator random) {
        this.link = link;
        this.dialled = dialled;
        this.config = config;
        this.messages = messages;
        this.heartbeat = new Heartbeat(link, config, messages, random, counts);
        this.phase = dialled ? Phase.GREETING : Phase.GUEST;
    }

    public Phase phase() {
        return phase;
    }

    public ExchangeCounts counts() {
        return counts;
    }

    /// PINGs that wait for their answer, at most `missedMax` and one more.
    public int outstanding() {
        return heartbeat.outstanding();
    }

    @Override
    public void onOpen(long nowNanos) {
        thread.enter();
        try {
            if (phase == Phase.GREETING) {
                helloDueNanos = nowNanos + config.helloNanosMax();
                sayHello();
            }
        } finally {
            thread.exit();
        }
    }

    /// How long the answer to the latest [#onAsk] took, said once; negative while there is none.
    public long takeAskedNanos() {
        return heartbeat.takeWantedNanos();
    }

    @Override
    public void onBytes(long nowNanos) {
        thread.check();
        heartbeat.onHeard();
    }

    @Override
    public void onMessage(Verified message, long nowNanos) {
        thread.enter();
        try {
            switch (phase) {
                case GUEST -> onGuestMessage(message, nowNanos);
                case GREETING -> onGreetingMessage(message, nowNanos);
                case GREETED, PEER -> onPeerMessage(message, nowNanos);
                case OVER -> {}
            }
        } finally {
            thread.exit();
        }
    }

    @Override
    public void onRoom(long nowNanos) {
        thread.enter();
        try {
            if (phase == Phase.GREETED || phase == Phase.PEER) {
                heartbeat.onRoom(nowNanos);
            }
        } finally {
            thread.exit();
        }
    }

    @Override
    public void onAsk(long nowNanos) {
        thread.enter();
        try {
            if (phase == Phase.PEER) {
                heartbeat.onWanted(nowNanos);
            }
        } finally {
            thread.exit();
        }
    }

    @Override
    public void onEnd(long nowNanos) {
        onClose(phase == Phase.GREETED ? CloseCode.TURNED_AWAY : CloseCode.ENDED, nowNanos);
    }

    @Override
    public void onClose(CloseCode why, long nowNanos) {
        thread.enter();
        try {
            if (phase != Phase.OVER) {
                close(why);
            }
        } finally {
            thread.exit();
        }
    }

    /// May come inside a step, when what was asked for ends the link at once.
    @Override
    public void onClosed(CloseCode how, long nowNanos) {
        thread.check();
        phase = Phase.OVER;
    }

    @Override
    public long deadlineNanos() {
        return switch (phase) {
            case GREETING -> helloDueNanos;
            case GREETED, PEER -> heartbeat.deadlineNanos();
            case GUEST, OVER -> Long.MAX_VALUE;
        };
    }

    @Override
    public void onDeadline(long nowNanos) {
        thread.enter();
        try {
            switch (phase) {
                case GREETING -> onHelloDue(nowNanos);
                case GREETED, PEER -> onRoundDue(nowNanos);
                case GUEST, OVER -> {}
            }
        } finally {
            thread.exit();
        }
    }

    private void onHelloDue(long nowNanos) {
        long lateNanos = nowNanos - helloDueNanos;
        if (lateNanos > config.pingNanos() / 2) {
            // We were late ourselves: its HELLO may lie in the socket.
            helloDueNanos = nowNanos + config.pingNanos();
        } else if (lateNanos >= 0) {
            reset(CloseCode.HELLO_LATE, Offence.HELLO_MISSING);
        }
    }

    private void onRoundDue(long nowNanos) {
        boolean isDue = nowNanos - heartbeat.deadlineNanos() >= 0;
        if (isDue && !heartbeat.onRound(nowNanos)) {
            reset(CloseCode.PEER_LOST, Offence.PEER_SILENT);
        }
    }

    private void onGuestMessage(Verified message, long nowNanos) {
        if (message.senderId().sizeBytes() == 0) {
            reset(CloseCode.OFFENCE, Offence.SENDER_MISSING);
        } else if (message.type() != MessageType.HELLO || link.isBare()) {
            link.deliver(message);
        } else {
            // Said also to whom we turn away, so that it learns whom it has reached.
            sayHello();
            greet(message, nowNanos);
        }
    }

    private void greet(Verified hello, long nowNanos) {
        if (phase == Phase.OVER || !hears(hello)) {
            return;
        }
        if (takesName()) {
            heartbeat.start(nowNanos);
        }
    }

    private void onGreetingMessage(Verified message, long nowNanos) {
        if (message.type() != MessageType.HELLO) {
            reset(CloseCode.OFFENCE, Offence.HELLO_MISSING);
        } else if (message.senderId().sizeBytes() == 0) {
            reset(CloseCode.OFFENCE, Offence.SENDER_MISSING);
        } else if (!link.onReached(message.senderId().toString())) {
            close(CloseCode.SELF);
        } else if (hears(message)) {
            phase = Phase.GREETED;
            heartbeat.start(nowNanos);
        }
    }

    /// Keeps what its HELLO says; false when that is of another version than ours.
    private boolean hears(Verified hello) {
        Greeting said = Greeting.of(hello);
        if (!said.isOurVersion()) {
            close(CloseCode.VERSION);
            return false;
        }
        who = said;
        name = said.name().getBytes(StandardCharsets.UTF_8);
        return true;
    }

    private boolean takesName() {
        Greeting said = Objects.requireNonNull(who);
        Claim claim = link.claim(said.name(), dialled);
        switch (claim) {
            case FREE -> {
                phase = Phase.PEER;
                link.onGreeted(said);
            }
            case TAKEN -> close(CloseCode.NAME_TAKEN);
            case SELF -> close(CloseCode.SELF);
            case FULL -> close(CloseCode.FULL);
        }
        return claim == Claim.FREE;
    }

    private void onPeerMessage(Verified message, long nowNanos) {
        heartbeat.onHeard();
        Text sender = message.senderId();
        // An empty one is as good as none: many writers have no other way to leave it out.
        if (sender.sizeBytes() > 0 && !sender.contentEquals(name)) {
            reset(CloseCode.OFFENCE, Offence.SENDER_CHANGED);
            return;
        }
        if (message.type() == MessageType.HELLO) {
            reset(CloseCode.OFFENCE, Offence.HELLO_REPEATED);
            return;
        }
        if (phase == Phase.GREETED && !takesName()) {
            return;
        }
        switch (message.type()) {
            case HELLO -> {}
            case PING -> onPing(message, nowNanos);
            case METRIC_WARNING -> onWarning(message, nowNanos);
            case CHAT, DATA, UNKNOWN -> link.deliver(message);
        }
    }

    private void onPing(Verified message, long nowNanos) {
        long nonce = message.ping().nonce();
        if (message.ping().isAnswer()) {
            heartbeat.onAnswer(nonce, nowNanos);
        } else {
            heartbeat.onQuestion(nonce);
        }
    }

    private void onWarning(Verified message, long nowNanos) {
        if (wasWarned && nowNanos - warnedNanos < config.warningGapNanos()) {
            counts.warningsDropped++;
            return;
        }
        wasWarned = true;
        warnedNanos = nowNanos;
        link.deliverWarning(message);
    }

    private void sayHello() {
        if (!link.trySend(messages.hello())) {
            // Nothing was sent before it, so there is room, or the configuration is wrong.
            close(CloseCode.FAILED);
        }
    }

    private void close(CloseCode code) {
        phase = Phase.OVER;
        link.close(code);
    }

    private void reset(CloseCode code, Offence offence) {
        phase = Phase.OVER;
        link.reset(code, offence);
    }
}
