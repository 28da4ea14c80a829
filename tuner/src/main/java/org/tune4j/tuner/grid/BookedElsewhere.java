package org.tune4j.tuner.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;

/**
 * What the attempts of this member hold on others. Each of those is told again and again all that
 * they hold there, and says what it has booked. Thread-safe.
 */
final class BookedElsewhere {
  /** That nothing has to be booked. */
  static final CompletableFuture<Optional<Refusal>> NOTHING =
      CompletableFuture.completedFuture(Optional.empty());

  private final String self;
  private final Sender sender;
  private final Map<Long, Booking> bookings = new TreeMap<>(); // guarded by this
  private long sent; // guarded by this: numbers what is said

  /** Sends to a member. */
  interface Sender {
    void send(String member, PartMessage.Holds holds);
  }

  /**
   * Why an attempt gets no room.
   *
   * @param there what its driver should know of that member once the attempt is over; {@code null}
   *     when that is nothing
   */
  record Refusal(String why, FromMember.@Nullable Here there) {}

  private static final class Booking {
    final Map<String, List<Slot>> slots;
    final Set<String> unanswered;
    final Consumer<String> lost;
    final CompletableFuture<Optional<Refusal>> answer = new CompletableFuture<>();
    String driver;

    Booking(String driver, Map<String, List<Slot>> slots, Consumer<String> lost) {
      this.driver = driver;
      this.slots = slots;
      this.unanswered = new TreeSet<>(slots.keySet());
      this.lost = lost;
    }
  }

  BookedElsewhere(String self, Sender sender) {
    this.self = self;
    this.sender = sender;
  }

  /**
   * Books what an attempt holds on other members, until {@link #release}.
   *
   * @param number names it
   * @param lost told why, when a member that had booked it has given it away, as it may after it
   *     heard nothing from here for long
   * @return nothing once all of them have booked it, else why one did not
   */
  CompletableFuture<Optional<Refusal>> book(
      long number, String driver, Placement placement, Consumer<String> lost) {
    Map<String, List<Slot>> slots = new TreeMap<>();
    for (Slot slot : placement.slots()) {
      if (!slot.member().equals(self)) {
        slots.computeIfAbsent(slot.member(), m -> new ArrayList<>()).add(slot);
      }
    }
    if (slots.isEmpty()) {
      return NOTHING;
    }
    Booking booking = new Booking(driver, slots, lost);
    synchronized (this) {
      bookings.put(number, booking);
      slots.keySet().forEach(this::tell);
    }
    return booking.answer;
  }

  /** What an attempt holds, if it does, it holds for another driver from now on. */
  synchronized void handOver(long number, String driver) {
    Booking booking = bookings.get(number);
    if (booking != null) {
      booking.driver = driver;
      booking.slots.keySet().forEach(this::tell);
    }
  }

  /** What an attempt held is free. */
  synchronized void release(long number) {
    Booking booking = bookings.remove(number);
    if (booking != null) {
      booking.slots.keySet().forEach(this::tell);
    }
  }

  /** A member says what it has booked. */
  void answered(String member, PartMessage.Booked there) {
    Map<Booking, FromMember.@Nullable Here> refused = new HashMap<>();
    List<Booking> complete = new ArrayList<>();
    synchronized (this) {
      for (long number : there.booked()) {
        Booking booking = bookings.get(number);
        if (booking != null && booking.unanswered.remove(member) && booking.unanswered.isEmpty()) {
          complete.add(booking);
        }
      }
      for (PartMessage.Refused refusal : there.refused()) {
        Booking booking = bookings.get(refusal.number());
        if (booking != null) {
          refused.put(booking, refusal.there());
        }
      }
    }
    complete.forEach(booking -> booking.answer.complete(Optional.empty()));
    String why =
        "the trials of another driver hold what it needs on member " + GridMember.address(member);
    refused.forEach((booking, here) -> refuse(booking, why, here));
  }

  /** Another second has passed. */
  void tick(Set<String> members) {
    Map<Booking, String> gone = new HashMap<>();
    synchronized (this) {
      Set<String> concerned = new TreeSet<>();
      for (Booking booking : bookings.values()) {
        concerned.addAll(booking.slots.keySet());
        booking.unanswered.stream()
            .filter(member -> !members.contains(member))
            .forEach(member -> gone.put(booking, member));
      }
      concerned.stream().filter(members::contains).forEach(this::tell);
    }
    gone.forEach(
        (booking, member) ->
            refuse(booking, "member " + GridMember.address(member) + " is gone", null));
  }

  private static void refuse(Booking booking, String why, FromMember.@Nullable Here there) {
    if (!booking.answer.complete(Optional.of(new Refusal("start: " + why, there)))) {
      booking.lost.accept(why);
    }
  }

  /** Under the lock, lest what is said later goes out before. */
  private synchronized void tell(String member) {
    List<PartMessage.Hold> holds = new ArrayList<>();
    bookings.forEach(
        (number, booking) -> {
          List<Slot> there = booking.slots.get(member);
          if (there != null) {
            holds.add(new PartMessage.Hold(number, booking.driver, there));
          }
        });
    sender.send(member, new PartMessage.Holds(++sent, holds));
  }
}
