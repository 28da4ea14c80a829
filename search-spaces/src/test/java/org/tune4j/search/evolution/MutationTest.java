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
}
