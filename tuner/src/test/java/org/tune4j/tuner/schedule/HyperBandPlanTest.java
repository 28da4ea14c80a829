package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HyperBandPlanTest {

  /** Table 1 of the paper. */
  @Test
  void bracketsOf81By3AreThoseOfThePaper() {
    assertThat(lines(1, 81, 3))
        .containsExactly(
            "143 trials fill all brackets once, in this order; levels are of training_iteration",
            "bracket 4: 81 trials to 1, 27 to 3, 9 to 9, 3 to 27, 1 to 81",
            "bracket 3: 34 trials to 3, 11 to 9, 3 to 27, 1 to 81",
            "bracket 2: 15 trials to 9, 5 to 27, 1 to 81",
            "bracket 1: 8 trials to 27, 2 to 81",
            "bracket 0: 5 trials to 81");
  }

  /** In floating point, log 243 / log 3 is less than 5, and a bracket is lost. */
  @Test
  void bracketsOf243By3HaveAllLevels() {
    assertThat(lines(1, 243, 3))
        .containsExactly(
            "415 trials fill all brackets once, in this order; levels are of training_iteration",
            "bracket 5: 243 trials to 1, 81 to 3, 27 to 9, 9 to 27, 3 to 81, 1 to 243",
            "bracket 4: 98 trials to 3, 32 to 9, 10 to 27, 3 to 81, 1 to 243",
            "bracket 3: 41 trials to 9, 13 to 27, 4 to 81, 1 to 243",
            "bracket 2: 18 trials to 27, 6 to 81, 2 to 243",
            "bracket 1: 9 trials to 81, 3 to 243",
            "bracket 0: 6 trials to 243");
  }

  @Test
  void bracketsOf1000By10HaveAllLevels() {
    assertThat(HyperBandPlan.of(1, 1000, 10).levels()).containsExactly(1L, 10L, 100L, 1000L);
  }

  /** 100 / 64 = 1.5625 and 100 / 16 = 6.25. */
  @Test
  void levelsOfAMaxTThatIsNoPowerAreRoundedToTheNearest() {
    assertThat(lines(1, 100, 4))
        .containsExactly(
            "98 trials fill all brackets once, in this order; levels are of training_iteration",
            "bracket 3: 64 trials to 2, 16 to 6, 4 to 25, 1 to 100",
            "bracket 2: 22 trials to 6, 5 to 25, 1 to 100",
            "bracket 1: 8 trials to 25, 2 to 100",
            "bracket 0: 4 trials to 100");
  }

  @Test
  void noLevelIsBelowTheLowest() {
    assertThat(lines(5, 100, 3))
        .containsExactly(
            "17 trials fill all brackets once, in this order; levels are of training_iteration",
            "bracket 2: 9 trials to 11, 3 to 33, 1 to 100",
            "bracket 1: 5 trials to 33, 1 to 100",
            "bracket 0: 3 trials to 100");
  }

  @Test
  void oneLevelIsEnough() {
    assertThat(lines(1, 1, 3))
        .containsExactly(
            "1 trial fills all brackets once, in this order; levels are of training_iteration",
            "bracket 0: 1 trial to 1");
  }

  @Test
  void levelsRiseToMaxTAndEveryRungPassesSomebodyOn() {
    for (int factor : new int[] {2, 3, 4, 7, 10}) {
      for (long lowest : new long[] {1, 2, 3, 5, 10}) {
        for (long maxT = lowest; maxT < 2000; maxT += 1 + maxT / 50) {
          HyperBandPlan plan = HyperBandPlan.of(lowest, maxT, factor);
          String as = "%d..%d by %d: %s".formatted(lowest, maxT, factor, plan);
          List<Long> levels = plan.levels();
          assertThat(levels.getLast()).as(as).isEqualTo(maxT);
          assertThat(levels.getFirst()).as(as).isGreaterThanOrEqualTo(lowest);
          assertThat(levels).as(as).isSorted().doesNotHaveDuplicates();
          assertThat(maxT).as(as).isGreaterThanOrEqualTo(lowest * power(factor, plan.most()));
          assertThat(maxT).as(as).isLessThan(lowest * power(factor, plan.most() + 1));
          for (int bracket = 0; bracket <= plan.most(); bracket++) {
            assertThat(plan.size(bracket) / power(factor, bracket)).as(as).isPositive();
          }
        }
      }
    }
  }

  @Test
  void theLargestSettingsOverflowNothing() {
    for (int factor : new int[] {2, 3, 1_000_000_000}) {
      HyperBandPlan plan = HyperBandPlan.of(1, 1_000_000_000, factor);
      List<Long> sizes = new ArrayList<>();
      for (int bracket = 0; bracket <= plan.most(); bracket++) {
        sizes.add(plan.size(bracket));
      }
      assertThat(sizes).isSorted().allMatch(size -> size > 0);
      assertThat(plan.levels()).isSorted().doesNotHaveDuplicates();
    }
  }

  private static List<String> lines(long lowest, long maxT, int factor) {
    return HyperBandPlan.of(lowest, maxT, factor).lines("training_iteration");
  }

  private static long power(int factor, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= factor;
    }
    return power;
  }
}
