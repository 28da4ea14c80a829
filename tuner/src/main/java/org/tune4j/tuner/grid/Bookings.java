package org.tune4j.tuner.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;

/**
 * What the attempts on one member hold there, those of all drivers together. Drivers know nothing
 * of each other, so the member decides who came first. Thread-safe.
 */
final class Bookings {
  private static final double WHOLE = 1 + 1e-9;

  private final String member;
  private final Offer offer;
  private final Map<Object, Booking> bookings = new HashMap<>(); // guarded by this

  private record Booking(String driver, List<Slot> slots) {}

  Bookings(String member, Offer offer) {
    this.member = member;
    this.offer = offer;
  }

  /**
   * Takes what a placement has on this member. A driver keeps its own attempts apart.
   *
   * @param attempt names what takes it, until {@link #release}
   * @return false when attempts of other drivers hold it, and then nothing is taken
   */
  synchronized boolean take(String driver, Object attempt, Placement placement) {
    List<Slot> slots = placement.slots().stream().filter(s -> s.member().equals(member)).toList();
    if (!ofOthers(driver).isEmpty()) {
      List<Slot> all = new ArrayList<>(slots);
      bookings.values().forEach(booking -> all.addAll(booking.slots));
      if (!fits(all)) {
        return false;
      }
    }
    bookings.put(attempt, new Booking(driver, slots));
    return true;
  }

  /** What an attempt holds, if it does, it holds for another driver from now on. */
  synchronized void handOver(Object attempt, String driver) {
    bookings.computeIfPresent(attempt, (a, booking) -> new Booking(driver, booking.slots));
  }

  /** What an attempt held is free. */
  synchronized void release(Object attempt) {
    bookings.remove(attempt);
  }

  /** What attempts of other drivers hold here. */
  synchronized List<Slot> ofOthers(String driver) {
    List<Slot> others = new ArrayList<>();
    for (Booking booking : bookings.values()) {
      if (!booking.driver.equals(driver)) {
        others.addAll(booking.slots);
      }
    }
    return others;
  }

  private boolean fits(List<Slot> slots) {
    Resources sum = Resources.NOTHING;
    Map<String, Double> devices = new HashMap<>();
    for (Slot slot : slots) {
      sum = sum.plus(slot.resources());
      double each = slot.gpus().isEmpty() ? 0 : slot.resources().gpu() / slot.gpus().size();
      slot.gpus().forEach(gpu -> devices.merge(gpu, each, Double::sum));
    }
    return sum.fitsIn(offer.total()) && devices.values().stream().allMatch(use -> use <= WHOLE);
  }
}
