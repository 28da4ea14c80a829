package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.grid.BookedElsewhere.Refusal;
import org.tune4j.tuner.place.Offer;

/** Both ends of what an attempt on one member holds on another, without a grid between them. */
final class GuestBookingsTest {
  private static final Slot GPU = new Slot("there/1", new Resources(1, 1), List.of("0"));
  private static final Placement BOTH =
      new Placement(List.of(new Slot("here/1", new Resources(1, 0), List.of()), GPU));
  private static final Set<String> MEMBERS = Set.of("here/1", "there/1");

  private final Bookings bookings = new Bookings("there/1", Offer.of(new Resources(4, 1)));
  private final GuestBookings guests = new GuestBookings(bookings);
  private final Deque<PartMessage.Holds> sent = new ArrayDeque<>();
  private final List<String> lost = new ArrayList<>();
  private final BookedElsewhere here =
      new BookedElsewhere(
          "here/1",
          (member, holds) -> {
            assertThat(member).isEqualTo("there/1");
            sent.add(holds);
          });

  @Test
  void anAttemptIsBookedUntilItIsReleased() {
    CompletableFuture<Optional<Refusal>> answer = book(1, "a");
    assertThat(answer).isNotDone();
    carry();
    assertThat(answer).isCompletedWithValue(Optional.empty());
    assertThat(bookings.ofOthers("b")).containsExactly(GPU);
    assertThat(bookings.ofOthers("a")).isEmpty();
    here.release(1);
    carry();
    assertThat(bookings.ofOthers("b")).isEmpty();
  }

  @Test
  void whatLiesHereAloneIsBookedAtOnce() {
    Placement alone = new Placement(List.of(BOTH.slots().get(0)));
    assertThat(here.book(1, "a", alone, lost::add)).isSameAs(BookedElsewhere.NOTHING);
    assertThat(sent).isEmpty();
  }

  @Test
  void oneThatDoesNotFitIsRefused() {
    assertThat(bookings.take("b", "theirs", new Placement(List.of(GPU)))).isTrue();
    CompletableFuture<Optional<Refusal>> answer = book(1, "a");
    carry();
    assertThat(answer.join().orElseThrow().why())
        .isEqualTo("start: the trials of another driver hold what it needs on member there");
    here.release(1);
    bookings.release("theirs");
    assertThat(book(2, "a")).isNotDone();
    carry();
    assertThat(bookings.ofOthers("b")).containsExactly(GPU);
  }

  @Test
  void whatGetsLostIsSaidAgainAndWhatComesLateCountsNoMore() {
    CompletableFuture<Optional<Refusal>> answer = book(1, "a");
    PartMessage.Holds first = sent.remove();
    here.tick(MEMBERS);
    carry();
    assertThat(answer).isDone();
    here.release(1);
    carry();
    sent.add(first);
    carry();
    assertThat(bookings.ofOthers("b")).isEmpty();
  }

  @Test
  void anAttemptThatWasSilentLosesItsPlaceAndHearsSo() {
    CompletableFuture<Optional<Refusal>> answer = book(1, "a");
    carry();
    for (int i = 0; i < PartHost.LEASE; i++) {
      guests.tick();
    }
    assertThat(bookings.ofOthers("b")).isNotEmpty();
    guests.tick();
    assertThat(bookings.take("b", "theirs", new Placement(List.of(GPU)))).isTrue();
    here.tick(MEMBERS); // it was only frozen
    carry();
    assertThat(answer).isCompletedWithValue(Optional.empty());
    assertThat(lost).hasSize(1);
  }

  @Test
  void whatAMemberThatLeftHadBookedIsFreeWhenItsPartsAreOver() {
    book(1, "a");
    carry();
    GuestBookings.Key key = new GuestBookings.Key("here/1", 1);
    assertThat(guests.enter(key)).isTrue();
    guests.dropOfOthersThan(Set.of("there/1"));
    assertThat(bookings.ofOthers("b")).containsExactly(GPU);
    assertThat(guests.enter(key)).isFalse();
    guests.leave(key);
    assertThat(bookings.ofOthers("b")).isEmpty();
  }

  @Test
  void nobodyWaitsForAMemberThatIsGone() {
    CompletableFuture<Optional<Refusal>> answer = book(1, "a");
    here.tick(Set.of("here/1"));
    assertThat(answer.join().orElseThrow().why()).isEqualTo("start: member there is gone");
  }

  /** A new driver of its database knows nothing of it. */
  @Test
  void whatALostDriverLeftBehindIsAnothersThereToo() {
    book(1, "a");
    carry();
    here.handOver(1, "once a");
    carry();
    assertThat(bookings.ofOthers("a")).containsExactly(GPU);
  }

  private CompletableFuture<Optional<Refusal>> book(long number, String driver) {
    return here.book(number, driver, BOTH, lost::add);
  }

  /** What is on its way comes in, and so do the answers. */
  private void carry() {
    while (!sent.isEmpty()) {
      PartMessage.Holds holds = sent.remove();
      List<PartMessage.Hold> refused = guests.take("here/1", holds);
      List<Long> booked =
          holds.holds().stream().filter(h -> !refused.contains(h)).map(h -> h.number()).toList();
      here.answered(
          "there/1",
          new PartMessage.Booked(
              booked,
              refused.stream().map(h -> new PartMessage.Refused(h.number(), null)).toList()));
    }
  }
}
