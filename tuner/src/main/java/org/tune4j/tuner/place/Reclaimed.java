package org.tune4j.tuner.place;

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
 * @param rooms of each member, in the order in which they came; of GPUs those only that nobody else
 *     would have a part of
 */
public record Reclaimed(List<Resources> rooms) {
  /** More kinds of members than this are not offered to a sweep: an event must not be too long. */
  private static final int MOST_ALIKE = 1_000;

  /** So little of a GPU may be missing by the rounding of its parts. */
  private static final double ROUNDING = 1e-6;

  /** What is given back on one member. */
  private static final class Back {
    Resources resources = Resources.NOTHING;
    final Map<String, Double> gpus = new HashMap<>();

    void add(Placement.Slot slot) {
      resources = resources.plus(slot.resources());
      double each = Math.min(1, slot.resources().gpu());
      slot.gpus().forEach(gpu -> gpus.merge(gpu, each, Double::sum));
    }
  }

  /**
   * Of the members that are here and may be used.
   *
   * @param held what is given back
   * @param withFree whether what nobody holds counts as well
   */
  public static Reclaimed of(
      Ledger ledger, List<Placement> held, boolean withFree, Predicate<String> eligible) {
    Map<String, Back> back = new HashMap<>();
    for (Placement placement : held) {
      for (Placement.Slot slot : placement.slots()) {
        back.computeIfAbsent(slot.member(), member -> new Back()).add(slot);
      }
    }
    return new Reclaimed(
        ledger.members().stream()
            .filter(room -> eligible.test(room.member()))
            .map(room -> room(room, back.getOrDefault(room.member(), new Back()), withFree))
            .toList());
  }

  private static Resources room(Ledger.MemberRoom member, Back back, boolean withFree) {
    Resources all = withFree ? member.free().plus(back.resources) : back.resources;
    Map<String, Double> gpus = new HashMap<>(back.gpus);
    if (withFree) {
      member.freeGpus().forEach((gpu, free) -> gpus.merge(gpu, free, Double::sum));
    }
    long whole = gpus.values().stream().filter(part -> part >= 1 - ROUNDING).count();
    return new Resources(all.cpu(), whole, all.memory(), all.custom());
  }

  /** Whether a request could be met then. */
  public boolean fits(PlacementGroup group) {
    return Ledger.fits(group, rooms.stream().map(Offer::of).toList());
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
    rooms.forEach(room -> counts.merge(room, 1, Integer::sum));
    return new SweepEvent.Offered(
        counts.entrySet().stream()
            .limit(MOST_ALIKE)
            .map(entry -> new SweepEvent.Members(entry.getValue(), entry.getKey()))
            .toList());
  }
}
