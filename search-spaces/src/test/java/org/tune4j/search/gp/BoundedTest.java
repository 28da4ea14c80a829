package org.tune4j.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTest {
  private static final boolean[] MIXED = {true, false, true, false, false, true};

  @Test
  void whatBreaksABoundFollowsTheWorstOfTheOthersInItsOrder() {
    double[] values = {3, 2e30, 1, 1.5e30, 4e30, Double.NaN};
    assertThat(Bounded.of(values, MIXED))
        .containsExactly(3, 3 + 2 * 2 / 3.0, 1, 3 + 2 / 3.0, 5, Double.NaN);
  }

  @Test
  void equalsStayEqual() {
    double[] bounded = Bounded.of(new double[] {3, 2e30, 1, 2e30, 4e30, 2}, MIXED);
    assertThat(bounded[1]).isEqualTo(bounded[3]).isBetween(3.1, 4.9);
  }

  @Test
  void whereOneKeepsToItsBoundsTheOthersAreWorse() {
    double[] bounded =
        Bounded.of(new double[] {-7, 2e30, 1e30}, new boolean[] {true, false, false});
    assertThat(bounded).containsExactly(-7, 0, -3.5);
  }

  @Test
  void staysAsItIsWithoutBoundsOrWithoutAnyThatKeepsToThem() {
    double[] values = {3, 1, 2e30};
    assertThat(Bounded.of(values, new boolean[] {true, true, true})).isSameAs(values);
    assertThat(Bounded.of(values, new boolean[3])).isSameAs(values);
  }
}
