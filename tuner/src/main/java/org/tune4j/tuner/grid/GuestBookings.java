package org.tune4j.tuner.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tune4j.trial.Placement;

/**
 * What the attempts of other members hold here for their parts, from before they begin until they
 * end, whether they have parts here or not. Thread-safe.
 */
final class GuestBookings {
  /** In ticks: an attempt of which nothing was heard for longer is taken for dead. */
  private static final int LEASE = PartHost.LEASE;

  private final Bookings bookings;
  private final Map<Key, Held> held = new HashMap<>(); // guarded by this
  private final Map<String, Long> newest = new HashMap<>(); // guarded by this: by owner

  /**
   * A booking.
   *
   * @param owner the member of the attempt
   * @param number what that calls it
   */
  record Key(String owner, long number) {}

  private static final class Held {
    int silent;
    int parts;
    boolean dropped; // free once its parts are over
  }

  GuestBookings(Bookings bookings) {
    this.bookings = bookings;
  }

  /**
   * Books what the attempts of a member hold here; what it does not name any more is free.
   *
   * @return those that other drivers' attempts leave no room for
   */
  synchronized List<PartMessage.Hold> take(String owner, PartMessage.Holds all) {
    if (all.number() <= newest.getOrDefault(owner, 0L)) {
      return List.of(); // one that was sent later has come before it
    }
    newest.put(owner, all.number());
    List<PartMessage.Hold> refused = new ArrayList<>();
    Set<Key> named = new HashSet<>();
    for (PartMessage.Hold hold : all.holds()) {
      Key key = new Key(owner, hold.number());
      named.add(key);
      if (!take(key, hold)) {
        refused.add(hold);
      }
    }
    List.copyOf(held.keySet()).stream()
        .filter(key -> key.owner.equals(owner) && !named.contains(key))
        .forEach(this::drop);
    return refused;
  }

  private synchronized boolean take(Key key, PartMessage.Hold hold) {
    Held found = held.get(key);
    if (found == null) {
      if (!bookings.take(hold.driver(), key, new Placement(hold.slots()))) {
        return false;
      }
      found = new Held();
      held.put(key, found);
    }
    bookings.handOver(key, hold.driver());
    found.silent = 0;
    found.dropped = false;
    return true;
  }

  /**
   * A part is to start.
   *
   * @return false when its attempt has booked nothing here
   */
  synchronized boolean enter(Key key) {
    Held found = held.get(key);
    if (found == null || found.dropped) {
      return false;
    }
    found.parts++;
    return true;
  }

  /** A part is over. */
  synchronized void leave(Key key) {
    Held found = held.get(key);
    if (found != null) {
      found.parts--;
      if (found.dropped) {
        drop(key);
      }
    }
  }

  /** Another second has passed. */
  synchronized void tick() {
    for (Key key : List.copyOf(held.keySet())) {
      Held found = held.get(key);
      if (found != null && ++found.silent > LEASE) {
        drop(key);
      }
    }
  }

  /** What the attempts of all members but these hold is free. */
  synchronized void dropOfOthersThan(Set<String> members) {
    List.copyOf(held.keySet()).stream()
        .filter(key -> !members.contains(key.owner))
        .forEach(this::drop);
    newest.keySet().retainAll(members);
  }

  /** A part that cannot be made to end keeps what it uses. */
  private synchronized void drop(Key key) {
    Held found = held.get(key);
    if (found == null) {
      return;
    }
    found.dropped = true;
    if (found.parts == 0) {
      held.remove(key);
      bookings.release(key);
    }
  }
}
