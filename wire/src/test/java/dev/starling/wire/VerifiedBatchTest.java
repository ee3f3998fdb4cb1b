package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.build.MessageBuilder;
import org.junit.jupiter.api.Test;

final class VerifiedBatchTest {
    private final VerifiedBatch batch = new VerifiedBatch();
    private final MessageBuilder builder = new MessageBuilder();

    @Test
    void handsOutCopiesInTheirOrder() {
        VerifiedBatch more = new VerifiedBatch();
        batch.add(chat("one"));
        batch.add(chat("two"));
        more.add(chat("three"));
        batch.addAll(more);

        assertThat(batch.count()).isEqualTo(3);
        assertThat(batch.next().chat().text()).hasToString("one");
        assertThat(batch.next().chat().text()).hasToString("two");
        assertThat(batch.next().chat().text()).hasToString("three");
        assertThatThrownBy(batch::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void holdsNoMoreThanHalfAsMuchAgainAsItNeedsOnceItIsLarge() {
        Verified message = chat("x".repeat(1_000));
        while (batch.sizeBytes() < 1 << 20) {
            batch.add(message);
            if (batch.sizeBytes() > 64 << 10) {
                assertThat((double) batch.heldBytes() / batch.sizeBytes()).isLessThan(1.51);
            }
        }
        for (int i = 0; i < batch.count(); i++) {
            assertThat(batch.next().chat().text().sizeBytes()).isEqualTo(1_000);
        }
    }

    @Test
    void keepsItsMemoryUntilItIsGivenBack() {
        batch.add(chat("one"));
        int held = batch.heldBytes();
        batch.clear();
        assertThat(batch.count()).isZero();
        assertThat(batch.sizeBytes()).isZero();
        assertThat(batch.heldBytes()).isEqualTo(held).isPositive();
        batch.giveBack();
        assertThat(batch.heldBytes()).isZero();
        batch.add(chat("two"));
        assertThat(batch.next().chat().text()).hasToString("two");
    }

    private Verified chat(String text) {
        return Messages.verify(builder.chat(text, null));
    }
}
