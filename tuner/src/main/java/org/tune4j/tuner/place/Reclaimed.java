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

  /** So little of a GPU may be missing by the rounding of its parts. */
  private static final double ROUNDING = 1e-6;

  /**
   * Of one member.
   *
   * @param whole of GPUs only those that nobody else would have a part of
   * @param gpus how much of each GPU, from 0 to 1
   */
  public record Freed(Resources whole, List<Double> gpus) {}

  /** What is given back on one member. */
  private static final class Back {
    Resources resources = Resources.NOTHING;
    final Map<String, Double> gpus = new HashMap<>();

    void add(Placement.Slot slot) {
      resources = resources.plus(slot.resources());
      double each = Math.min(1, slot.resources().gpu());
      slot.gpus().forEach(gpu -> gpus.merge(gpu, each, Double::sum));
    }

    Freed with(Ledger.MemberRoom member, Resources reserve) {
      Map<String, Double> all = new HashMap<>(gpus);
      member.freeGpus().forEach((gpu, free) -> all.merge(gpu, free, Double::sum));
      Resources free = free(member);
      Resources left = free.minus(reserve);
      double gpu = wholeGpus(all.values()) - (free.gpu() - left.gpu());
      return room(resources.plus(left), gpu, all.values());
    }

    Freed alone() {
      return room(resources, wholeGpus(gpus.values()), gpus.values());
    }
  }

  /**
   * Of the members that are here and may be used, with what nobody holds.
   *
   * @param held what is given back
   * @param reserve what one of the members that have that much free keeps of it; when none has, all
   *     do
   */
  public static Reclaimed of(
      Ledger ledger, Collection<Placement> held, Resources reserve, Predicate<String> eligible) {
    Map<String, Back> back = back(held);
    List<Ledger.MemberRoom> members = eligible(ledger, eligible);
    Ledger.MemberRoom keeper =
        members.stream().filter(member -> reserve.fitsIn(free(member))).findFirst().orElse(null);
    List<Freed> rooms = new ArrayList<>();
    for (Ledger.MemberRoom member : members) {
      boolean keeps = keeper == null || member.member().equals(keeper.member());
      rooms.add(
          back.getOrDefault(member.member(), new Back())
              .with(member, keeps ? reserve : Resources.NOTHING));
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

  private static Resources free(Ledger.MemberRoom member) {
    return withGpus(member.free(), wholeGpus(member.freeGpus().values()));
  }

  private static Freed room(Resources resources, double wholeGpus, Collection<Double> gpus) {
    return new Freed(withGpus(resources, wholeGpus), List.copyOf(gpus));
  }

  private static Resources withGpus(Resources resources, double gpus) {
    return new Resources(resources.cpu(), gpus, resources.memory(), resources.custom());
  }

  private static double wholeGpus(Collection<Double> parts) {
    return (double) parts.stream().filter(part -> part >= 1 - ROUNDING).count();
  }

  /** Whether a request could be met then. */
  public boolean fits(PlacementGroup group) {
    List<Room> all = new ArrayList<>();
    rooms.forEach(room -> all.add(Room.of(room.whole, room.gpus)));
    return Placer.fits(group, all);
  }

  /** The same as an event, members that are alike together. */
  public SweepEvent.Offered offered() {
    SortedMap<Resources, Integer> counts =
        new TreeMap<>(
            Comparator.comparingDouble(Resources::cpu)
                .thenComparingDouble(Resources::gpu)
                .thenComparingLong(Resources::memory)
                .thenComparing(room -> room.custom().toString())
                .reversed());
    rooms.forEach(room -> counts.merge(room.whole, 1, Integer::sum));
    return new SweepEvent.Offered(
        counts.entrySet().stream()
            .limit(MOST_ALIKE)
            .map(entry -> new SweepEvent.Members(entry.getValue(), entry.getKey()))
            .toList());
  }
}
