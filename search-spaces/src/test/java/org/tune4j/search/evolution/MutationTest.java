package org.tune4j.search.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MutationTest {
  @Test
  void whatLeavesTheIntervalComesBack() {
    assertThat(Mutation.reflected(0.25)).isEqualTo(0.25);
    assertThat(Mutation.reflected(-0.25)).isEqualTo(0.25);
    assertThat(Mutation.reflected(1.25)).isEqualTo(0.75);
    assertThat(Mutation.reflected(-2.9)).isCloseTo(0.9, within(1e-12));
    assertThat(Mutation.reflected(1)).isLessThan(1);
  }

  @Test
  void theStepFollowsTheRuleOfOneInFive() {
    Niche niche = new Niche(Strategy.DEFAULT);
    double before = niche.step();
    niche.learn(true);
    for (int i = 0; i < 4; i++) {
      niche.learn(false);
    }
    assertThat(niche.step()).isCloseTo(before, within(1e-12));
    for (int i = 0; i < 1_000; i++) {
      niche.learn(true);
    }
    assertThat(niche.step()).isEqualTo(0.5);
  }
}
