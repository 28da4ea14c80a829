package org.tune4j.tuner.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;

class CapacityTest {
  /** As many as the ledger gives to one after the other. */
  @Test
  void isWhatTheLedgerGives() {
    for (long seed = 1; seed <= 300; seed++) {
      RandomGenerator random = Seeds.random(seed, "capacity", 0);
      List<SweepEvent.Members> members = new ArrayList<>();
      Ledger ledger = new Ledger();
      for (int kind = 0; kind < 1 + random.nextInt(3); kind++) {
        Resources each = new Resources(random.nextInt(900) / 100.0, random.nextInt(4));
        members.add(new SweepEvent.Members(1 + random.nextInt(3), each));
        for (int i = 0; i < members.getLast().count(); i++) {
          ledger.join(kind + "-" + i, Offer.of(each));
        }
      }
      PlacementGroup group = group(random);
      int given = 0;
      while (given < 20 && ledger.take("t" + given, group) != null) {
        given++;
      }
      assertThat(Capacity.of(group, members, 20)).as("seed %d: %s", seed, group).isEqualTo(given);
    }
  }

  private static PlacementGroup group(RandomGenerator random) {
    List<Resources> bundles = new ArrayList<>();
    for (int i = 0; i < (random.nextBoolean() ? 1 : 2); i++) {
      double gpu = random.nextInt(3) == 0 ? 0.25 : random.nextInt(2);
      bundles.add(new Resources((1 + random.nextInt(300)) / 100.0, gpu));
    }
    Strategy[] all = Strategy.values();
    return new PlacementGroup(bundles, all[random.nextInt(all.length)]);
  }

  @Test
  void nothingIsAskedForByNobody() {
    List<SweepEvent.Members> members = List.of(new SweepEvent.Members(1, new Resources(1, 0.5)));
    assertThat(Capacity.of(PlacementGroup.of(Resources.NOTHING), members, 5)).isZero();
    assertThat(Capacity.of(PlacementGroup.of(new Resources(0, 0.5)), members, 5))
        .as("others have the rest of that GPU")
        .isZero();
    assertThat(Capacity.of(PlacementGroup.ONE_CPU, members, 0)).isZero();
  }
}
