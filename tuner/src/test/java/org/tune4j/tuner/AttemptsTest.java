package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;

/** Who holds what when members come and go. */
class AttemptsTest {
  private static final Resources GPU = new Resources(1, 1);
  private static final PlacementGroup ONE_GPU = PlacementGroup.of(GPU);

  private final Attempts attempts = new Attempts();

  @Test
  void aMemberThatComesBackKeepsItsGpusAlsoWhenTheRestOfTheGroupIsTaken() {
    attempts.ledger().join("a", Offer.of(GPU));
    attempts.ledger().join("b", Offer.of(GPU));
    Placement both =
        new Placement(
            List.of(
                new Placement.Slot("a", GPU, List.of("0")),
                new Placement.Slot("b", GPU, List.of("0"))));
    assertThat(attempts.ledger().take("other", ONE_GPU, "b"::equals)).isNotNull();
    attempts.leftover("a", "s_00000", 1, both);
    assertThat(attempts.ledger().take("next", ONE_GPU)).isNull();
    attempts.keepLeftovers("a", Set.of());
    assertThat(attempts.ledger().take("next", ONE_GPU)).as("it may have crossed an order").isNull();
    attempts.keepLeftovers("a", Set.of());
    attempts.keepLeftovers("a", Set.of());
    assertThat(attempts.ledger().take("next", ONE_GPU)).isNotNull();
  }

  @Test
  void nothingIsBegunWhereOthersHoldWhatOursWasGiven() {
    attempts.ledger().join("a", Offer.of(GPU));
    List<Placement.Slot> theirs = List.of(new Placement.Slot("a", GPU, List.of("0")));
    assertThat(attempts.ledger().take("ours", ONE_GPU, "a"::equals)).isNotNull();
    for (int i = 0; i < 2; i++) { // said again, it is no less true
      attempts.others("a", theirs);
      assertThat(attempts.mayBegin("a")).isFalse();
    }
    attempts.ledger().release("ours");
    attempts.others("a", theirs);
    assertThat(attempts.mayBegin("a")).isTrue();
    assertThat(attempts.ledger().take("next", ONE_GPU, "a"::equals)).as("theirs").isNull();
    attempts.others("a", List.of());
    assertThat(attempts.ledger().take("next", ONE_GPU, "a"::equals)).isNotNull();
  }

  @Test
  void whatIsReservedForAnAttemptIsNobodyElsesUntilItIsGivenUp() {
    Placement placement = new Placement(List.of(new Placement.Slot("a", GPU, List.of("0"))));
    attempts.reserve("s", "s_00000", 1, placement);
    attempts.ledger().join("a", Offer.of(GPU));
    attempts.keepLeftovers("a", Set.of());
    assertThat(attempts.ledger().take("next", ONE_GPU)).isNull();
    attempts.giveUp("s_00000", 1);
    assertThat(attempts.ledger().take("next", ONE_GPU)).isNotNull();
  }
}
