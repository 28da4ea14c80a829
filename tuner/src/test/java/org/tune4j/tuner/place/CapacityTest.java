package org.tune4j.tuner.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Placement;
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
      for (int times = 1; times <= 20; times++) {
        assertThat(Capacity.fits(group, members, times))
            .as("seed %d: %d times %s", seed, times, group)
            .isEqualTo(times <= given);
      }
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
    assertThat(Capacity.fits(PlacementGroup.of(Resources.NOTHING), members, 1)).isFalse();
    assertThat(Capacity.fits(PlacementGroup.of(new Resources(0, 0.5)), members, 1))
        .as("others have the rest of that GPU")
        .isFalse();
    assertThat(Capacity.fits(PlacementGroup.ONE_CPU, members, 1)).isTrue();
  }

  /** Two halves of two GPUs are no GPU. */
  @Test
  void whatOthersHoldAPartOfIsNoWholeGpu() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(8, 4)));
    Placement own = ledger.take("own", PlacementGroup.of(new Resources(1, 1)));
    Placement first = ledger.take("x", PlacementGroup.of(new Resources(1, 0.6)));
    Placement second = ledger.take("y", PlacementGroup.of(new Resources(1, 0.6)));
    assertThat(first.slots().getFirst().gpus()).isNotEqualTo(second.slots().getFirst().gpus());
    Reclaimed room = Reclaimed.of(ledger, List.of(own), Resources.NOTHING, member -> true);
    assertThat(whole(room)).containsExactly(new Resources(6, 2));
    assertThat(room.fits(PlacementGroup.of(new Resources(1, 2)))).isTrue();
    assertThat(room.fits(PlacementGroup.of(new Resources(1, 3)))).isFalse();
    assertThat(whole(Reclaimed.ofHeld(ledger, List.of(own), member -> true)))
        .as("without what is free")
        .containsExactly(new Resources(1, 1));
    assertThat(whole(Reclaimed.of(ledger, List.of(first), Resources.NOTHING, member -> true)))
        .containsExactly(new Resources(6, 2));
  }

  private static List<Resources> whole(Reclaimed reclaimed) {
    return reclaimed.rooms().stream().map(Reclaimed.Freed::whole).toList();
  }

  private static Reclaimed reclaimed(Resources... rooms) {
    return new Reclaimed(
        Stream.of(rooms).map(room -> new Reclaimed.Freed(room, List.of())).toList());
  }

  /** What is left of two GPUs, of which others have a part each. */
  @Test
  void aPartOfAGpuFitsBesideThoseOfOthers() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(8, 2)));
    Placement own = ledger.take("own", PlacementGroup.of(new Resources(8, 0)));
    assertThat(ledger.take("x", PlacementGroup.of(new Resources(0, 0.6)))).isNotNull();
    assertThat(ledger.take("y", PlacementGroup.of(new Resources(0, 0.6)))).isNotNull();
    Reclaimed room = Reclaimed.of(ledger, List.of(own), Resources.NOTHING, member -> true);
    assertThat(room.fits(PlacementGroup.of(new Resources(8, 0.4)))).isTrue();
    assertThat(room.fits(PlacementGroup.of(new Resources(8, 0.5)))).isFalse();
    assertThat(room.fits(PlacementGroup.of(new Resources(8, 1)))).isFalse();
  }

  /** Or trials would run after it. */
  @Test
  void theReserveIsOfTheSameMemberWhereverTrialsLie() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(6, 0)));
    ledger.join("b", Offer.of(new Resources(8, 0)));
    Resources three = new Resources(3, 0);
    List<Resources> rooms = whole(Reclaimed.of(ledger, List.of(), three, member -> true));
    assertThat(rooms).containsExactly(new Resources(6, 0), new Resources(5, 0));
    for (int cpus : new int[] {1, 5, 6}) {
      for (String member : List.of("a", "b")) {
        Placement own =
            ledger.take("own", PlacementGroup.of(new Resources(cpus, 0)), member::equals);
        assertThat(whole(Reclaimed.of(ledger, List.of(own), three, all -> true)))
            .as("%d on %s", cpus, member)
            .isEqualTo(rooms);
        ledger.release("own");
      }
    }
  }

  /** Nobody shrinks for it then. */
  @Test
  void othersMayHoldTheReserve() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(8, 0)));
    Placement own = ledger.take("own", PlacementGroup.of(new Resources(6, 0)));
    Resources two = new Resources(2, 0);
    assertThat(whole(Reclaimed.of(ledger, List.of(own), two, member -> true)))
        .containsExactly(new Resources(6, 0));
    ledger.take("others", PlacementGroup.of(new Resources(2, 0)));
    assertThat(whole(Reclaimed.of(ledger, List.of(own), two, member -> true)))
        .containsExactly(new Resources(6, 0));
    Resources ten = new Resources(10, 0);
    assertThat(whole(Reclaimed.of(ledger, List.of(own), ten, member -> true)))
        .as("more than anybody offers")
        .containsExactly(Resources.NOTHING);
  }

  @Test
  void aReserveOfGpusIsOfWholeOnes() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(8, 4)));
    Placement own = ledger.take("own", PlacementGroup.of(new Resources(1, 0.5)));
    assertThat(whole(Reclaimed.of(ledger, List.of(own), new Resources(0, 2), member -> true)))
        .as("all but two")
        .containsExactly(new Resources(8, 2));
  }

  @Test
  void theOrderInWhichMembersCameIsNoNews() {
    Resources small = new Resources(1, 0);
    Resources large = new Resources(2, 0);
    assertThat(reclaimed(small, large, small).offered())
        .isEqualTo(reclaimed(small, small, large).offered())
        .isEqualTo(
            new SweepEvent.Offered(
                List.of(new SweepEvent.Members(1, large), new SweepEvent.Members(2, small))));
  }
}
