package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;

/**
 * What members would have free if some holders had given back what they hold.
 *
 * @param rooms of each member, in the order in which they came
 */
public record Reclaimed(List<Freed> rooms) {
  /** More kinds of members than this are not offered to a sweep: an event must not be too long. */
  private static final int MOST_ALIKE = 1_000;

  private static final Comparator<Resources> BY_SIZE =
      Comparator.comparingDouble(Resources::cpu)
          .thenComparingDouble(Resources::gpu)
          .thenComparingLong(Resources::memory)
          .thenComparing(room -> room.custom().toString());

  /** So little of a GPU may be missing by the rounding of its parts. */
  private static final double ROUNDING = 1e-6;

  /**
   * Of one member.
   *
   * @param whole of GPUs only those that nobody else would have a part of
   * @param gpus how much of each GPU, from 0 to 1
   */
  public record Freed(Resources whole, List<Double> gpus) {
    /** No more than that. */
    Freed within(Resources most) {
      return new Freed(whole.minus(whole.minus(most)), gpus);
    }
  }

  /** What is given back on one member. */
  private static final class Back {
    Resources resources = Resources.NOTHING;
    final Map<String, Double> gpus = new HashMap<>();

    void add(Placement.Slot slot) {
      resources = resources.plus(slot.resources());
      double each = Math.min(1, slot.resources().gpu());
      slot.gpus().forEach(gpu -> gpus.merge(gpu, each, Double::sum));
    }

    Freed with(Ledger.MemberRoom member) {
      Map<String, Double> all = new HashMap<>(gpus);
      member.freeGpus().forEach((gpu, free) -> all.merge(gpu, free, Double::sum));
      return room(resources.plus(member.free()), all.values());
    }

    Freed alone() {
      return room(resources, gpus.values());
    }
  }

  /**
   * Of the members that are here and may be used, with what nobody holds.
   *
   * @param held what is given back
   * @param reserve what the largest member that offers so much keeps of it, or all do when none
   *     does; others may hold it there
   */
  public static Reclaimed of(
      Ledger ledger, Collection<Placement> held, Resources reserve, Predicate<String> eligible) {
    Map<String, Back> back = back(held);
    List<Ledger.MemberRoom> members = eligible(ledger, eligible);
    // of what is free now it would change with each placement, and trials would follow it
    String keeper =
        members.stream()
            .filter(member -> reserve.fitsIn(member.offer().total()))
            .max(Comparator.comparing(member -> member.offer().total(), BY_SIZE))
            .map(Ledger.MemberRoom::member)
            .orElse(null);
    List<Freed> rooms = new ArrayList<>();
    for (Ledger.MemberRoom member : members) {
      Freed room = back.getOrDefault(member.member(), new Back()).with(member);
      boolean keeps = keeper == null || member.member().equals(keeper);
      rooms.add(keeps ? room.within(member.offer().total().minus(reserve)) : room);
    }
    return new Reclaimed(rooms);
  }

  /** The same without what nobody holds. */
  public static Reclaimed ofHeld(
      Ledger ledger, Collection<Placement> held, Predicate<String> eligible) {
    Map<String, Back> back = back(held);
    return new Reclaimed(
        eligible(ledger, eligible).stream()
            .map(member -> back.getOrDefault(member.member(), new Back()).alone())
            .toList());
  }

  private static List<Ledger.MemberRoom> eligible(Ledger ledger, Predicate<String> eligible) {
    return ledger.members().stream().filter(room -> eligible.test(room.member())).toList();
  }

  private static Map<String, Back> back(Collection<Placement> held) {
    Map<String, Back> back = new HashMap<>();
    for (Placement placement : held) {
      for (Placement.Slot slot : placement.slots()) {
        back.computeIfAbsent(slot.member(), member -> new Back()).add(slot);
      }
    }
    return back;
  }

  private static Freed room(Resources all, Collection<Double> gpus) {
    double whole = (double) gpus.stream().filter(part -> part >= 1 - ROUNDING).count();
    return new Freed(
        new Resources(all.cpu(), whole, all.memory(), all.custom()), List.copyOf(gpus));
  }

  /** Whether a request could be met then. */
  public boolean fits(PlacementGroup group) {
    List<Room> all = new ArrayList<>();
    rooms.forEach(room -> all.add(Room.of(room.whole, room.gpus)));
    return Placer.fits(group, all);
  }

  /** The same as an event, members that are alike together. */
  public SweepEvent.Offered offered() {
    SortedMap<Resources, Integer> counts = new TreeMap<>(BY_SIZE.reversed());
    rooms.forEach(room -> counts.merge(room.whole, 1, Integer::sum));
    return new SweepEvent.Offered(
        counts.entrySet().stream()
            .limit(MOST_ALIKE)
            .map(entry -> new SweepEvent.Members(entry.getValue(), entry.getKey()))
            .toList());
  }
}
