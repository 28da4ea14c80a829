package org.tune4j.tuner.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;

class LedgerTest {
  private static final TreeMap<String, Double> LICENCE = new TreeMap<>(Map.of("licence", 1.0));
  private static final List<String> GPUS = List.of("0", "1");

  /** The member that one bundle lies on; null when there is no room. */
  private static String take(Ledger ledger, String holder, Resources request) {
    Placement placement = ledger.take(holder, PlacementGroup.of(request));
    return placement == null ? null : placement.member();
  }

  @Test
  void aRequestLiesWholeOnOneMember() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(2, 0)));
    ledger.join("b", Offer.of(new Resources(3, 0)));
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
    ledger.join("a", Offer.of(new Resources(1, 1)));
    for (int i = 0; i < 10; i++) {
      assertThat(take(ledger, "t" + i, new Resources(0.1, 0.1))).isEqualTo("a");
    }
    assertThat(take(ledger, "one more", new Resources(0.01, 0))).isNull();
    assertThat(ledger.hasRoom()).isFalse();
  }

  @Test
  void aHolderHoldsOneThing() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(2, 0)));
    take(ledger, "x", Resources.ONE_CPU);
    assertThatThrownBy(() -> take(ledger, "x", Resources.ONE_CPU))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsTakenAndFreeIsAlwaysWhatThereIs() {
    RandomGenerator random = Seeds.random(7, "ledger", 0);
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(4, 1)));
    ledger.join("b", Offer.of(new Resources(2.5, 0)));
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
    ledger.join("a", Offer.of(new Resources(2, 0)));
    take(ledger, "x", Resources.ONE_CPU);
    ledger.leave("a");
    assertThat(ledger.total()).isEqualTo(new Resources(0, 0));
    ledger.release("x");
    ledger.join("a", Offer.of(new Resources(2, 0)));
    assertThat(take(ledger, "x", Resources.ONE_CPU)).isEqualTo("a");
  }

  @Test
  void wholeGpusAreHeldAloneAndPartsShareOne() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(8, 3)));
    assertThat(gpus(ledger, "half", 0.5)).containsExactly("0");
    assertThat(gpus(ledger, "other half", 0.5)).containsExactly("0");
    assertThat(gpus(ledger, "third", 0.3)).containsExactly("1");
    assertThat(gpus(ledger, "whole", 1)).containsExactly("2");
    assertThat(ledger.take("no more", group(new Resources(0, 1)))).isNull();
    assertThat(gpus(ledger, "rest", 0.7)).containsExactly("1");
    ledger.release("half");
    ledger.release("third");
    assertThat(gpus(ledger, "where it fits best", 0.3)).containsExactly("1");
    assertThat(ledger.members().getFirst().freeGpus())
        .isEqualTo(Map.of("0", 0.5, "1", 0.0, "2", 0.0));
  }

  private static List<String> gpus(Ledger ledger, String holder, double gpu) {
    Placement placement = ledger.take(holder, group(new Resources(1, gpu)));
    assertThat(placement).as(holder).isNotNull();
    return placement.gpus();
  }

  private static PlacementGroup group(Resources... bundles) {
    return new PlacementGroup(List.of(bundles), Strategy.PACK);
  }

  @Test
  void whatNeedsNoGpuStaysAwayFromThem() {
    Ledger ledger = new Ledger();
    ledger.join("gpus", Offer.of(new Resources(8, 2)));
    ledger.join("cpus", Offer.of(new Resources(2, 0)));
    assertThat(take(ledger, "x", Resources.ONE_CPU)).isEqualTo("cpus");
    assertThat(take(ledger, "y", Resources.ONE_CPU)).isEqualTo("cpus");
    assertThat(take(ledger, "z", Resources.ONE_CPU)).isEqualTo("gpus");
  }

  @Test
  void onlyEligibleMembersAreUsed() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(2, 0)));
    assertThat(ledger.take("x", PlacementGroup.ONE_CPU, member -> false)).isNull();
    assertThat(ledger.take("x", PlacementGroup.ONE_CPU, member -> true)).isNotNull();
  }

  @Test
  void aMemberThatIsGoneMayComeBack() {
    Ledger ledger = new Ledger();
    assertThat(ledger.canEverHold(PlacementGroup.ONE_CPU)).isFalse();
    ledger.join("a", Offer.of(new Resources(2, 0)));
    ledger.leave("a");
    assertThat(ledger.canEverHold(PlacementGroup.ONE_CPU)).isTrue();
    assertThat(ledger.explain(PlacementGroup.ONE_CPU))
        .isEqualTo("waits for 1 CPU: there is none (gone: a)");
    ledger.join("a", Offer.of(new Resources(0.5, 0)));
    assertThat(ledger.canEverHold(PlacementGroup.ONE_CPU)).as("its latest offer").isFalse();
  }

  @Test
  void whoOutlivedADriverIsHeldAgain() {
    Resources gpu = new Resources(1, 1);
    Placement one = new Placement(List.of(new Slot("a", gpu, List.of("1"))));
    Ledger ledger = new Ledger();
    ledger.hold("x", one);
    ledger.join("a", Offer.of(new Resources(2, 2)));
    assertThat(ledger.free()).isEqualTo(gpu);
    ledger.hold("x", one);
    assertThat(ledger.free()).as("said twice, held once").isEqualTo(gpu);
    assertThatThrownBy(() -> ledger.hold("y", one))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ledger: y cannot hold 1 CPU + 1 GPU (GPUs 1) on a: 1 CPU + 1 GPU is free");
    Placement unknown = new Placement(List.of(new Slot("a", gpu, List.of("7"))));
    assertThatThrownBy(() -> ledger.hold("x", unknown)).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.free()).as("x holds what it held").isEqualTo(gpu);
    assertThat(ledger.take("z", group(gpu)).gpus()).containsExactly("0");
    ledger.release("x");
    assertThat(ledger.free()).isEqualTo(gpu);
  }

  @Test
  void aHolderKeepsWhatItHasOnOtherMembers() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(1, 0)));
    ledger.join("b", Offer.of(new Resources(1, 0)));
    ledger.take("x", group(Resources.ONE_CPU, Resources.ONE_CPU));
    ledger.leave("a");
    assertThat(ledger.free()).isEqualTo(Resources.NOTHING);
    ledger.join("a", Offer.of(new Resources(1, 0)));
    assertThat(ledger.free()).as("it came back with nobody on it").isEqualTo(Resources.ONE_CPU);
    ledger.release("x");
    assertThat(ledger.free()).isEqualTo(new Resources(2, 0));
  }

  @Test
  void itSaysWhatIsMissing() {
    Ledger ledger = new Ledger();
    assertThat(ledger.explain(PlacementGroup.ONE_CPU))
        .isEqualTo("waits for 1 CPU: no member has joined");
    ledger.join("a", new Offer(new Resources(4, 2, 8L << 30, LICENCE), GPUS, new TreeMap<>()));
    ledger.join("b", Offer.of(new Resources(4, 0)));
    assertThat(ledger.explain(PlacementGroup.ONE_CPU))
        .isEqualTo("waits for its turn: there is room");
    explains(ledger, new Resources(0, 0), "can never run, as it asks for no CPU and no GPU");
    explains(ledger, new Resources(1, 8), "can never run, as it asks for 8 GPU: there are 2");
    explains(
        ledger,
        new Resources(6, 0),
        "can never run, as it asks for 6 CPU on one member: at most 4 are there (a)");
    explains(
        ledger,
        new Resources(1, 0, 0, new TreeMap<>(Map.of("tpu", 1.0))),
        "can never run, as it asks for 1 tpu: there is none");
    ledger.take("x", group(new Resources(3, 1.0)));
    ledger.take("y", group(new Resources(0, 0.6)));
    ledger.take("z", group(new Resources(2, 0)));
    explains(ledger, new Resources(1, 1), "waits for 1 GPU: 0 of 2 are free");
    explains(
        ledger, new Resources(0, 0.5), "waits for 0.5 GPU of one device: at most 0.4 is free (a)");
    explains(ledger, new Resources(3, 0), "waits for 3 CPU on one member: at most 2 are free (b)");
    explains(
        ledger, new Resources(4, 1), "waits for 1 GPU: 0 of 2 are free; 4 CPU: 3 of 8 are free");
    explains(
        ledger,
        new Resources(2, 0.2),
        "waits for 2 CPU + 0.2 GPU on one member: no member has that together"
            + " (a has free: 1 CPU + 0.4 GPU)");
    ledger.take("memory", group(new Resources(0, 0, 5L << 30, LICENCE)));
    explains(
        ledger,
        new Resources(0, 0, 4L << 30, LICENCE),
        "waits for 4 GB: 3 GB of 8 GB is free; 1 licence: 0 of 1 are free");
  }

  private static void explains(Ledger ledger, Resources request, String text) {
    assertThat(ledger.explain(group(request))).isEqualTo(text);
  }

  @Test
  void itSaysWhatIsMissingOfSeveralBundles() {
    Ledger ledger = new Ledger();
    ledger.join("a", Offer.of(new Resources(2, 0)));
    ledger.join("b", Offer.of(new Resources(3, 0)));
    Resources two = new Resources(2, 0);
    assertThat(explain(ledger, Strategy.PACK, two, two)).contains("there is room");
    assertThat(explain(ledger, Strategy.STRICT_PACK, two, two))
        .isEqualTo(
            "can never run, as it asks for 4 CPU on one member: no member has that together"
                + " (b has: 3 CPU)");
    assertThat(explain(ledger, Strategy.PACK, two, two, two))
        .isEqualTo("can never run, as it asks for 6 CPU in all: there are 5");
    assertThat(explain(ledger, Strategy.STRICT_SPREAD, two, two, Resources.ONE_CPU))
        .isEqualTo("can never run, as it asks for 3 members, one for each bundle: there are 2");
    ledger.take("x", group(Resources.ONE_CPU));
    ledger.take("y", group(Resources.ONE_CPU));
    assertThat(explain(ledger, Strategy.PACK, two, two))
        .isEqualTo("waits for 4 CPU in all: 3 of 5 are free");
    ledger.release("x");
    assertThat(explain(ledger, Strategy.PACK, two, two))
        .isEqualTo("waits for 2 x [2 CPU]: there is room for 1");
  }

  private static String explain(Ledger ledger, Strategy strategy, Resources... bundles) {
    return ledger.explain(new PlacementGroup(List.of(bundles), strategy));
  }

  @Test
  void aLargeGroupIsPlacedOnAsFewMembersAsItTakes() {
    Ledger ledger = new Ledger();
    for (int i = 0; i < 500; i++) {
      ledger.join("m" + i, Offer.of(new Resources(4 + i % 3, 0)));
    }
    List<Resources> bundles = new ArrayList<>(Collections.nCopies(600, Resources.ONE_CPU));
    bundles.addAll(Collections.nCopies(100, new Resources(1.5, 0)));
    assertThat(members(ledger, bundles, Strategy.PACK)).isEqualTo(125);
    assertThat(members(ledger, bundles, Strategy.SPREAD)).isEqualTo(500);
    assertThat(members(ledger, bundles.subList(0, 500), Strategy.STRICT_SPREAD)).isEqualTo(500);
    assertThat(ledger.canEverHold(new PlacementGroup(bundles, Strategy.STRICT_SPREAD))).isFalse();
  }

  private static long members(Ledger ledger, List<Resources> bundles, Strategy strategy) {
    Placement placement = ledger.take("all", new PlacementGroup(bundles, strategy));
    ledger.release("all");
    return placement.slots().stream().map(Slot::member).distinct().count();
  }
}
