package dev.starling.transport.tcp;

import dev.starling.transport.loop.TurnBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/// Reads of one fixed size, and so many in a turn of the loop at most. For epoll.
///
/// Once the other side has ended, epoll reads until nothing is left, whatever it is told: up to the
/// whole receive buffer in one turn. The only place to stop it is where it asks for the next
/// buffer; it goes on in the next turn, since the socket is still readable.
final class BoundedReads implements RecvByteBufAllocator {
    private final RecvByteBufAllocator fixed;
    private final int max;

    BoundedReads(int readBytes, int max) {
        this.fixed = new FixedRecvByteBufAllocator(readBytes).maxMessagesPerRead(max);
        this.max = max;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Budgeted((ExtendedHandle) fixed.newHandle(), new TurnBudget(max));
    }

    /// Ends the reads of this turn: no failure of the link.
    static final class TurnOver extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TurnOver() {
            super("a link has had its reads of this turn", null, false, false);
        }
    }

    /// One channel's reads.
    private static final class Budgeted extends DelegatingHandle implements ExtendedHandle {
        private final TurnBudget budget;

        Budgeted(ExtendedHandle fixed, TurnBudget budget) {
            super(fixed);
            this.budget = budget;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            if (!budget.take()) {
                throw new TurnOver();
            }
            return super.allocate(allocator);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
            return ((ExtendedHandle) delegate()).continueReading(mayBeMore);
        }
    }
}
