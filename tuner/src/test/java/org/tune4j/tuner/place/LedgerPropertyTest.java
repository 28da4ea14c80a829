package org.tune4j.tuner.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;

/**
 * The ledger against {@link ExhaustivePlacer}, on many small grids that live for a while. To repeat
 * what failed, give {@link #live} the number that the message names.
 */
class LedgerPropertyTest {
  private static final int FEW = 1_000;
  private static final int MANY = 10_000;
  private static final int STEPS = 20;
  private static final double[] CPUS = {0, 0.5, 1, 1, 2};
  private static final double[] GPUS = {0, 0, 0, 0.25, 0.3, 0.5, 0.7, 1, 2};
  private static final Strategy[] STRATEGIES = Strategy.values();

  private RandomGenerator random;
  private Ledger ledger;
  private ExhaustivePlacer truth;
  private Map<String, Offer> ever;
  private Map<String, Placement> held;
  private int placed;
  private int refused;

  @Test
  void itPlacesWhatCanBePlacedAsItShouldLie() {
    live(0, FEW);
  }

  @Test
  @Tag("slow")
  void itDoesSoOnManyMoreGrids() {
    live(FEW, FEW + MANY);
  }

  private void live(int from, int to) {
    for (int grid = from; grid < to; grid++) {
      live(grid);
    }
    assertThat(placed).isGreaterThan(to - from);
    assertThat(refused).isGreaterThan(to - from);
  }

  private void live(int grid) {
    random = Seeds.random(20261121, "ledger", grid);
    ledger = new Ledger();
    truth = new ExhaustivePlacer();
    ever = new LinkedHashMap<>();
    held = new TreeMap<>();
    int members = 1 + random.nextInt(3);
    for (int i = 0; i < members; i++) {
      join("m" + i);
    }
    for (int step = 0; step < STEPS; step++) {
      try {
        step(step);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "grid " + grid + ", step " + step + ": " + ledger.members() + " holding " + held, e);
      }
    }
  }

  private void step(int step) {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> release();
      case 5 -> leave();
      case 6 -> join("m" + random.nextInt(4));
      case 7 -> restart();
      default -> take("t" + step);
    }
    countWhatIsFree();
  }

  private void take(String holder) {
    PlacementGroup group = group();
    TreeSet<Integer> possible = truth.memberCounts(group);
    boolean picky = random.nextInt(8) == 0;
    String shunned = "m" + random.nextInt(3);
    Placement placement =
        picky
            ? ledger.take(holder, group, member -> !member.equals(shunned))
            : ledger.take(holder, group);
    if (picky) {
      ExhaustivePlacer.Free hidden = truth.members.remove(shunned);
      possible = truth.memberCounts(group);
      if (hidden != null) {
        truth.members.put(shunned, hidden);
      }
    }
    assertThat(placement != null).as("%s can be placed", group).isEqualTo(!possible.isEmpty());
    if (placement == null) {
      refused++;
      assertThat(ledger.explain(group)).startsWith(everFits(group) ? "waits for " : "can never");
    } else {
      placed++;
      lies(placement, group, possible);
      assertThat(truth.take(placement)).as("%s is there", placement).isTrue();
      held.put(holder, placement);
    }
    assertThat(ledger.canEverHold(group)).isEqualTo(!group.isNothing() && everFits(group));
  }

  private static void lies(Placement placement, PlacementGroup group, TreeSet<Integer> possible) {
    assertThat(placement.slots()).extracting(Placement.Slot::resources).isEqualTo(group.bundles());
    Set<String> members = new HashSet<>();
    placement.slots().forEach(slot -> members.add(slot.member()));
    switch (group.strategy()) {
      case PACK -> assertThat(members).as("%s", group).hasSize(possible.first());
      case SPREAD -> assertThat(members).as("%s", group).hasSize(possible.last());
      case STRICT_PACK -> assertThat(members).hasSize(1);
      case STRICT_SPREAD -> assertThat(members).hasSameSizeAs(group.bundles());
    }
  }

  private boolean everFits(PlacementGroup group) {
    ExhaustivePlacer all = new ExhaustivePlacer();
    ever.forEach((name, offer) -> all.members.put(name, new ExhaustivePlacer.Free(offer)));
    return !group.isNothing() && !all.memberCounts(group).isEmpty();
  }

  private void release() {
    if (!held.isEmpty()) {
      String holder = List.copyOf(held.keySet()).get(random.nextInt(held.size()));
      ledger.release(holder);
      truth.give(held.remove(holder));
    }
  }

  private void join(String member) {
    if (!truth.members.containsKey(member)) {
      Offer offer = offer();
      ledger.join(member, offer);
      truth.members.put(member, new ExhaustivePlacer.Free(offer));
      ever.put(member, offer);
    }
  }

  private void leave() {
    if (!truth.members.isEmpty()) {
      String member = List.copyOf(truth.members.keySet()).get(random.nextInt(truth.members.size()));
      ledger.leave(member);
      truth.members.remove(member);
      // whoever held something there holds it no more, even when the member comes back
      held.replaceAll((holder, placement) -> without(member, placement));
      held.values().removeIf(placement -> placement.slots().getFirst().member().equals(member));
    }
  }

  /** A placement must have a slot: one of nothing stands for what is gone. */
  private static Placement without(String member, Placement placement) {
    List<Placement.Slot> slots = new ArrayList<>(placement.slots());
    slots.removeIf(slot -> slot.member().equals(member));
    return slots.isEmpty() ? Placement.on(member, Resources.NOTHING) : new Placement(slots);
  }

  /** Another ledger that is told what is held, as by a driver that comes after another. */
  private void restart() {
    Ledger next = new Ledger();
    List<Placement> there = List.copyOf(held.values());
    boolean holdsFirst = random.nextBoolean();
    if (holdsFirst) {
      held.forEach(next::hold);
    }
    ever.forEach(
        (name, offer) -> {
          next.join(name, offer);
          if (!truth.members.containsKey(name)) {
            next.leave(name);
          }
        });
    if (!holdsFirst) {
      held.forEach(next::hold);
    }
    assertThat(List.copyOf(held.values())).isEqualTo(there);
    ledger = next;
  }

  private void countWhatIsFree() {
    Map<String, Resources> used = new TreeMap<>();
    for (Placement placement : held.values()) {
      for (Placement.Slot slot : placement.slots()) {
        used.merge(slot.member(), slot.resources(), Resources::plus);
      }
    }
    assertThat(ledger.members()).hasSameSizeAs(truth.members.keySet());
    for (Ledger.MemberRoom room : ledger.members()) {
      assertThat(room.used()).isEqualTo(used.getOrDefault(room.member(), Resources.NOTHING));
    }
    Resources free = ledger.free();
    assertThat(ledger.hasRoom())
        .isEqualTo(free.cpu() > 0 || free.gpu() > 0 || !free.custom().isEmpty());
  }

  private Offer offer() {
    int gpus = random.nextInt(3);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < gpus; i++) {
      ids.add("gpu-" + (char) ('a' + i));
    }
    return new Offer(
        new Resources(random.nextInt(9) / 2.0, gpus, random.nextInt(5), licences(2)),
        ids,
        new TreeMap<>());
  }

  private PlacementGroup group() {
    List<Resources> bundles = new ArrayList<>();
    int count = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      bundles.add(i > 0 && random.nextBoolean() ? bundles.get(i - 1) : bundle());
    }
    return new PlacementGroup(bundles, STRATEGIES[random.nextInt(STRATEGIES.length)]);
  }

  private Resources bundle() {
    return new Resources(
        CPUS[random.nextInt(CPUS.length)],
        GPUS[random.nextInt(GPUS.length)],
        Math.max(0, random.nextInt(5) - 2),
        licences(random.nextInt(3) / 2));
  }

  private TreeMap<String, Double> licences(int most) {
    return new TreeMap<>(Map.of("licence", (double) (most == 0 ? 0 : random.nextInt(most + 1))));
  }
}
