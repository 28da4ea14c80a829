package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;

class BookingsTest {
  private final Bookings bookings = new Bookings("m", Offer.of(new Resources(2, 2)));

  private static Placement gpu(double part, String id) {
    return new Placement(List.of(new Slot("m", new Resources(0.5, part), List.of(id))));
  }

  @Test
  void anotherDriverGetsOnlyWhatIsLeft() {
    assertThat(bookings.take("a", 1, gpu(1, "0"))).isTrue();
    assertThat(bookings.take("b", 2, gpu(1, "0"))).isFalse();
    assertThat(bookings.take("b", 3, gpu(0.5, "1"))).isTrue();
    assertThat(bookings.take("a", 4, gpu(0.5, "1"))).isTrue();
    assertThat(bookings.take("a", 5, gpu(0.5, "1"))).isFalse();
    assertThat(bookings.ofOthers("b")).hasSize(2);
    bookings.release(1);
    assertThat(bookings.take("b", 2, gpu(1, "0"))).isTrue();
  }

  @Test
  void cpusAreSharedToo() {
    Placement twoCpus = Placement.on("m", new Resources(2, 0));
    assertThat(bookings.take("a", 1, twoCpus)).isTrue();
    assertThat(bookings.take("b", 2, Placement.on("m", new Resources(0.01, 0)))).isFalse();
  }

  @Test
  void whatLiesElsewhereIsNoneOfItsBusiness() {
    Placement both =
        new Placement(
            List.of(
                new Slot("m", new Resources(1, 0), List.of()),
                new Slot("elsewhere", new Resources(64, 0), List.of())));
    assertThat(bookings.take("a", 1, gpu(1, "0"))).isTrue();
    assertThat(bookings.take("b", 2, both)).isTrue();
  }

  @Test
  void aDriverKeepsItsOwnAttemptsApart() {
    assertThat(bookings.take("a", 1, gpu(1, "0"))).isTrue();
    assertThat(bookings.take("a", 2, gpu(1, "0"))).isTrue();
    assertThat(bookings.ofOthers("a")).isEmpty();
  }

  @Test
  void whatIsHandedOverIsAnotherDriversUntilItIsReleased() {
    assertThat(bookings.take("a", 1, gpu(1, "0"))).isTrue();
    bookings.handOver(1, "once a");
    bookings.handOver(2, "once a"); // holds nothing
    assertThat(bookings.ofOthers("a")).hasSize(1);
    assertThat(bookings.take("a", 2, gpu(1, "0"))).isFalse();
    bookings.release(1);
    assertThat(bookings.take("a", 2, gpu(1, "0"))).isTrue();
  }
}
