package org.tune4j.tuner.place;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
public record Reclaimed(List<Resources> rooms) {
  /** More kinds of members than this are not offered to a sweep: an event must not be too long. */
  private static final int MOST_ALIKE = 1_000;

  /**
   * Of the members that are here and may be used.
   *
   * @param held what is given back
   */
  public static Reclaimed of(Ledger ledger, List<Placement> held, Predicate<String> eligible) {
    Map<String, Resources> back = new HashMap<>();
    for (Placement placement : held) {
      for (Placement.Slot slot : placement.slots()) {
        back.merge(slot.member(), slot.resources(), Resources::plus);
      }
    }
    return new Reclaimed(
        ledger.members().stream()
            .filter(room -> eligible.test(room.member()))
            .map(room -> room.free().plus(back.getOrDefault(room.member(), Resources.NOTHING)))
            .toList());
  }

  /** Whether a request could be met then; of GPUs only whole ones count. */
  public boolean fits(PlacementGroup group) {
    return Ledger.fits(group, rooms.stream().map(Capacity::offer).toList());
  }

  /** The same as an event, members that are alike together. */
  public SweepEvent.Offered offered() {
    Map<Resources, Integer> counts = new LinkedHashMap<>();
    rooms.forEach(room -> counts.merge(room, 1, Integer::sum));
    return new SweepEvent.Offered(
        counts.entrySet().stream()
            .limit(MOST_ALIKE)
            .map(entry -> new SweepEvent.Members(entry.getValue(), entry.getKey()))
            .toList());
  }
}
