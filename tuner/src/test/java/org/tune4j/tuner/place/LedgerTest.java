package org.tune4j.tuner.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;

class LedgerTest {

  /** The member that one bundle lies on; null when there is no room. */
  private static String take(Ledger ledger, String holder, Resources request) {
    Placement placement = ledger.take(holder, PlacementGroup.of(request));
    return placement == null ? null : placement.member();
  }

  @Test
  void aRequestLiesWholeOnOneMember() {
    Ledger ledger = new Ledger();
    ledger.join("a", new Resources(2, 0));
    ledger.join("b", new Resources(3, 0));
    assertThat(take(ledger, "x", new Resources(4, 0))).as("more than any member has").isNull();
    assertThat(ledger.canEverHold(PlacementGroup.of(new Resources(4, 0)))).isFalse();
    assertThat(take(ledger, "x", new Resources(3, 0))).isEqualTo("b");
    assertThat(take(ledger, "y", new Resources(3, 0))).isNull();
    ledger.release("x");
    assertThat(take(ledger, "y", new Resources(3, 0))).isEqualTo("b");
  }

  @Test
  void fractionsAddUp() {
    Ledger ledger = new Ledger();
    ledger.join("a", new Resources(1, 1));
    for (int i = 0; i < 10; i++) {
      assertThat(take(ledger, "t" + i, new Resources(0.1, 0.1))).isEqualTo("a");
    }
    assertThat(take(ledger, "one more", new Resources(0.01, 0))).isNull();
    assertThat(ledger.hasRoom()).isFalse();
  }

  @Test
  void aHolderHoldsOneThing() {
    Ledger ledger = new Ledger();
    ledger.join("a", new Resources(2, 0));
    take(ledger, "x", Resources.ONE_CPU);
    assertThatThrownBy(() -> take(ledger, "x", Resources.ONE_CPU))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsTakenAndFreeIsAlwaysWhatThereIs() {
    RandomGenerator random = Seeds.random(7, "ledger", 0);
    Ledger ledger = new Ledger();
    ledger.join("a", new Resources(4, 1));
    ledger.join("b", new Resources(2.5, 0));
    Map<String, Resources> held = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      String holder = "t" + random.nextInt(12);
      Resources request = new Resources(random.nextInt(300) / 100.0, random.nextInt(100) / 100.0);
      if (held.containsKey(holder)) {
        ledger.release(holder);
        held.remove(holder);
      } else if (take(ledger, holder, request) != null) {
        held.put(holder, request);
      }
      Resources taken = held.values().stream().reduce(new Resources(0, 0), Resources::plus);
      assertThat(ledger.free().plus(taken)).isEqualTo(ledger.total());
    }
  }

  @Test
  void aMemberThatLeavesTakesWhatWasHeldThere() {
    Ledger ledger = new Ledger();
    ledger.join("a", new Resources(2, 0));
    take(ledger, "x", Resources.ONE_CPU);
    ledger.leave("a");
    assertThat(ledger.total()).isEqualTo(new Resources(0, 0));
    ledger.join("a", new Resources(2, 0));
    assertThat(take(ledger, "x", Resources.ONE_CPU)).isEqualTo("a");
  }
}
