package dev.starling.app.listen;

import dev.starling.app.console.Console;
import dev.starling.app.console.Failure;
import dev.starling.app.file.SaveFolder;
import dev.starling.app.print.MessageForm;
import dev.starling.node.io.RawClient;
import dev.starling.node.io.RawHandler;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Prints what guests send, one message after the other, until enough have come.
///
/// What comes later is not taken: its guest is cut off, so that it does not take an orderly close
/// for a receipt. Guests of whom everything was taken still get theirs.
public final class Printer implements RawHandler {
    private final Console console;
    private final MessageForm form;
    private final @Nullable SaveFolder folder;
    private final long countMax;
    private final CutOffs cutOffs;

    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch surplus = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable Exception failure;
    private volatile @Nullable RawClient last;
    private volatile long count;

    /// @param folder where messages are kept, null for nowhere
    /// @param countMax how many messages to take
    public Printer(Console console, MessageForm form, @Nullable SaveFolder folder, long countMax) {
        this.console = console;
        this.form = form;
        this.folder = folder;
        this.countMax = countMax;
        this.cutOffs = new CutOffs(console);
    }

    @Override
    public void onMessage(RawClient guest, Verified message) {
        if (done.getCount() == 0) {
            refuse(guest);
            return;
        }
        try {
            take(guest, message);
        } catch (IOException | Failure e) {
            failure = e;
            done.countDown();
            refuse(guest);
        }
    }

    @Override
    public void onCutOff(SocketAddress remote, Offence offence, long offset) {
        // What we did not take is not the client's doing: it is told, not our reader.
        if (offence != Offence.NOT_TAKEN) {
            cutOffs.onCutOff(remote, offence, offset, System.nanoTime());
        }
    }

    @Override
    public void onCutOffsMissed(long missed) {
        cutOffs.onMissed(missed, System.nanoTime());
    }

    /// Messages printed.
    public long count() {
        return count;
    }

    /// Wants no more messages. Idempotent, any thread.
    public void stop() {
        done.countDown();
    }

    /// Waits until enough messages have come, [#stop] is called or printing fails.
    ///
    /// @param failedAccepts how many clients could not be taken in so far
    /// @throws Failure when a message could not be saved
    /// @throws IOException when it could not be printed
    public void await(LongSupplier failedAccepts)
            throws InterruptedException, Failure, IOException {
        while (!done.await(1, TimeUnit.SECONDS)) {
            cutOffs.tell(System.nanoTime());
            cutOffs.onFailedAccepts(failedAccepts.getAsLong());
        }
        cutOffs.tellAll();
        switch (failure) {
            case null -> {}
            case Failure e -> throw e;
            case IOException e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /// Closes the last guest in order unless it sends more than was wanted of it. Without waiting
    /// for its end it could not tell whether all that it sent was taken.
    public void finishLast(long waitMillis) throws InterruptedException {
        RawClient guest = last;
        if (guest != null && !surplus.await(waitMillis, TimeUnit.MILLISECONDS)) {
            guest.finish();
        }
    }

    private void take(RawClient guest, Verified message) throws IOException, Failure {
        if (folder != null) {
            folder.save(message, guest.isBare());
        }
        text.setLength(0);
        form.append(message, text);
        console.out().print(text);
        console.out().flush();
        // Written by this thread alone.
        long taken = count + 1;
        count = taken;
        if (taken == countMax) {
            last = guest;
            done.countDown();
        }
    }

    private void refuse(RawClient guest) {
        guest.refuse();
        if (guest == last) {
            surplus.countDown();
        }
    }
}
