package dev.starling.bench.rivals.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class TripsTest {
    @Test
    void goesOnUntilATripWasMeasured() {
        Trips trips = new Trips(new Job.Span(0, 0, 0), System.nanoTime() + 1_000_000);
        long number = trips.first();
        while (number >= 0) {
            number = trips.next(number);
        }
        trips.await();
        assertThat(trips.count()).isPositive();
        assertThat(trips.micros(50)).isPositive().isLessThanOrEqualTo(trips.micros(99.9));
    }

    @Test
    void noticesAMessageThatWasNotAskedFor() {
        Trips trips = new Trips(new Job.Span(0, 1_000, 0), System.nanoTime());
        trips.first();
        assertThat(trips.next(1)).isEqualTo(-1);
        assertThatThrownBy(trips::await)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("1 came back, not 0");
    }
}
