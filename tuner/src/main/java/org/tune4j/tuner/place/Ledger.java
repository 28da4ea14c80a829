package org.tune4j.tuner.place;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;

/**
 * The ledger of who holds what. A trial holds its whole request on one member, or nothing. Not
 * thread-safe.
 */
public final class Ledger {
  private final Map<String, Resources> totals = new LinkedHashMap<>();
  private final Map<String, Resources> free = new LinkedHashMap<>();
  private final Map<String, Hold> holds = new HashMap<>();

  private record Hold(String member, Placement placement) {}

  /** A member offers its resources. */
  public void join(String member, Resources total) {
    if (totals.putIfAbsent(member, total) != null) {
      throw new IllegalStateException("ledger: member " + member + " has joined already");
    }
    free.put(member, total);
  }

  /** A member is gone, and so is what was held there. */
  public void leave(String member) {
    totals.remove(member);
    free.remove(member);
    holds.values().removeIf(hold -> hold.member().equals(member));
  }

  /**
   * Whether a request could be met if nothing were held. One for nothing never is: there would be
   * no end of such trials.
   */
  public boolean canEverHold(PlacementGroup group) {
    Resources request = group.total();
    return !request.isNothing() && totals.values().stream().anyMatch(request::fitsIn);
  }

  /** Whether anything at all is free. */
  public boolean hasRoom() {
    return free.values().stream().anyMatch(r -> r.cpu() > 0 || r.gpu() > 0);
  }

  /**
   * Takes a request from the member with the most free CPUs, the first of several.
   *
   * @param holder who will hold it; must hold nothing yet
   * @return where the bundles lie; {@code null} when no member has that much free, and then nothing
   *     is held
   */
  public @Nullable Placement take(String holder, PlacementGroup group) {
    Resources request = group.total();
    if (holds.containsKey(holder)) {
      throw new IllegalStateException("ledger: " + holder + " holds something already");
    }
    String best = null;
    for (Map.Entry<String, Resources> member : free.entrySet()) {
      if (request.fitsIn(member.getValue())
          && (best == null || member.getValue().cpu() > freeOn(best).cpu())) {
        best = member.getKey();
      }
    }
    if (best == null) {
      return null;
    }
    free.put(best, freeOn(best).minus(request));
    Placement placement = on(best, group);
    holds.put(holder, new Hold(best, placement));
    return placement;
  }

  private static Placement on(String member, PlacementGroup group) {
    return new Placement(
        group.bundles().stream()
            .map(bundle -> new Placement.Slot(member, bundle, List.of()))
            .toList());
  }

  /** Gives back what a holder holds, if anything. */
  public void release(String holder) {
    Hold hold = holds.remove(holder);
    if (hold != null) {
      free.put(hold.member(), freeOn(hold.member()).plus(hold.placement().total()));
    }
  }

  /** What a member has free. */
  public Resources freeOn(String member) {
    Resources resources = free.get(member);
    if (resources == null) {
      throw new IllegalArgumentException("ledger: no member " + member);
    }
    return resources;
  }

  /** What all members have together. */
  public Resources total() {
    return sum(totals);
  }

  /** What all members have free together. */
  public Resources free() {
    return sum(free);
  }

  private static Resources sum(Map<String, Resources> parts) {
    return parts.values().stream().reduce(Resources.NOTHING, Resources::plus);
  }
}
