package org.tune4j.tuner.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;

class TurnsTest {
  private static final int CPUS = 12;

  private final Turns turns = new Turns();
  private final Ledger ledger = new Ledger();
  private final Deque<String> running = new ArrayDeque<>();
  private final Map<String, Integer> placed = new HashMap<>();
  private final Map<String, PlacementGroup> asks = new HashMap<>();
  private final Set<String> neverFit = new HashSet<>();
  private int holders;

  TurnsTest() {
    ledger.join("m", Offer.of(new Resources(CPUS, 0)));
  }

  private void sweep(String name, int priority, double cpu) {
    turns.join(name, priority);
    asks.put(name, PlacementGroup.of(new Resources(cpu, 0)));
    placed.put(name, 0);
  }

  /** Places one trial, as a driver does; every sweep always has another. */
  private boolean place() {
    return turns.take(ledger::total, this::placeOf, sweep -> !neverFit.contains(sweep));
  }

  private Turns.Answer placeOf(String sweep) {
    String holder = sweep + "#" + holders;
    Placement placement = ledger.take(holder, asks.get(sweep));
    if (placement == null) {
      return Turns.Answer.NO_ROOM;
    }
    holders++;
    running.addLast(holder);
    turns.took(sweep, holder, placement);
    placed.merge(sweep, 1, Integer::sum);
    return Turns.Answer.DONE;
  }

  /** The trial that was placed first ends, and what fits is placed; so many times. */
  private void run(int times) {
    for (int i = 0; i < times; i++) {
      boolean more = place();
      while (more) {
        more = place();
      }
      String first = running.removeFirst();
      ledger.release(first);
      turns.released(first);
    }
  }

  @Test
  void equalSweepsGetEqualShares() {
    sweep("a", 0, 1);
    sweep("b", 0, 1);
    sweep("c", 0, 1);
    run(3000);
    assertThat(placed.values()).allSatisfy(n -> assertThat(n).isBetween(1000, 1012));
  }

  @Test
  void eachPriorityMoreGetsTwiceAsMuch() {
    sweep("low", 0, 1);
    sweep("high", 1, 1);
    run(3000);
    assertThat(placed.get("high")).isBetween(1990, 2010);
    assertThat(placed.get("low")).isBetween(1000, 1012);
  }

  @Test
  void theLowestPriorityIsNotStarved() {
    sweep("low", -10, 1);
    sweep("high", 10, 1);
    run(100);
    assertThat(placed.get("low")).isPositive();
  }

  @Test
  void aTrialThatAsksForEverythingGetsItsTurnAmongSmallOnes() {
    sweep("large", 0, CPUS);
    sweep("small", 0, 1);
    run(2000);
    assertThat(placed.get("large")).isGreaterThan(20);
    assertThat(placed.get("small")).isGreaterThan(500);
  }

  @Test
  void noRoomIsKeptForWhatCannotComeNorDoesItHideOthersThatWait() {
    sweep("impossible", 0, 2 * CPUS);
    neverFit.add("impossible");
    sweep("large", 0, CPUS);
    sweep("small", 0, 1);
    run(2000);
    assertThat(placed.get("impossible")).isZero();
    assertThat(placed.get("large")).isGreaterThan(20);
    assertThat(placed.get("small")).isGreaterThan(500);
  }

  @Test
  void whatWasTakenAndGivenBackLeavesNothing() {
    sweep("a", 0, 0.7);
    sweep("b", 0, 0.7);
    for (int i = 0; i < 1000; i++) {
      String holder = "x" + i;
      Placement placement = ledger.take(holder, asks.get("a"));
      turns.took(i % 2 == 0 ? "a" : "b", holder, placement);
      ledger.release(holder);
      turns.released(holder);
    }
    assertThat(turns.order(ledger::total)).isEqualTo(List.of("a", "b"));
  }

  @Test
  void whoCameLaterCatchesUpInWhatItHoldsNotInWhatItMissed() {
    sweep("first", 0, 1);
    run(500);
    sweep("second", 0, 1);
    int before = placed.get("first");
    run(1000);
    assertThat(placed.get("first") - before).isBetween(480, 520);
  }

  @Test
  void thoseThatHaveHadNoTurnComeInTheOrderInWhichTheyCame() {
    sweep("a", 0, 1);
    sweep("b", 0, 1);
    assertThat(turns.order(ledger::total)).isEqualTo(List.of("a", "b"));
    place();
    assertThat(turns.order(ledger::total)).isEqualTo(List.of("b", "a"));
    turns.leave("b");
    assertThat(turns.order(ledger::total)).isEqualTo(List.of("a"));
  }
}
