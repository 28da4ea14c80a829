package org.tune4j.tuner.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tune4j.tuner.stop.Reports.loss;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Result;

class TrialRulesTest {
  private static final StopRule LOW = new StopRule.AtMost("loss", 0.1);
  private static final StopRule LATE = StopRule.iterations(5);
  private static final StopRule NEVER = new StopRule.AtLeast("other", 0);

  @Test
  void aMetricAtOrBelowAValueEndsTheTrial() {
    assertThat(once(LOW, loss(1, 0.2))).isNull();
    assertThat(once(LOW, loss(1, 0.1))).isEqualTo("loss 0.1 <= 0.1");
    assertThat(once(new StopRule.AtMost("other", 5), loss(1, 0.1))).isNull();
  }

  @Test
  void theCountersOfEveryTrialHaveWordsOfTheirOwn() {
    assertThat(once(StopRule.iterations(7), loss(7, 1))).isEqualTo("training_iteration 7 >= 7");
    assertThat(once(StopRule.steps(700), loss(7, 1))).isEqualTo("timesteps_total 700 >= 700");
    assertThat(once(StopRule.episodes(14), loss(7, 1))).isEqualTo("episodes_total 14 >= 14");
    assertThat(once(StopRule.timeS(3.5), loss(7, 1))).isEqualTo("time_total_s 3.5 >= 3.5");
    assertThat(once(StopRule.steps(701), loss(7, 1))).isNull();
  }

  @Test
  void andNeedsAllAndNamesThem() {
    StopRule rule = new StopRule.And(List.of(LOW, LATE));
    assertThat(once(rule, loss(4, 0.05))).isNull();
    assertThat(once(rule, loss(5, 0.5))).isNull();
    assertThat(once(rule, loss(5, 0.05)))
        .isEqualTo("and: (loss 0.05 <= 0.1) and (training_iteration 5 >= 5)");
    assertThat(once(new StopRule.And(List.of(LOW, NEVER)), loss(5, 0.05))).isNull();
    assertThatThrownBy(() -> new StopRule.And(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void orNeedsOneAndNamesTheFirst() {
    StopRule rule = new StopRule.Or(List.of(NEVER, LOW, LATE));
    assertThat(once(rule, loss(5, 0.05))).isEqualTo("loss 0.05 <= 0.1");
    assertThat(once(rule, loss(5, 0.5))).isEqualTo("training_iteration 5 >= 5");
    assertThat(once(rule, loss(4, 0.5))).isNull();
  }

  @Test
  void anExpressionEndsTheTrialWhenItIsTrue() {
    StopRule rule = Holds.of("loss < 0.1 && training_iteration > 5");
    assertThat(once(rule, loss(5, 0.05))).isNull();
    assertThat(once(rule, loss(6, 0.05)))
        .isEqualTo(
            "expression: loss < 0.1 && training_iteration > 5 (loss 0.05, training_iteration 6)");
    assertThat(once(Holds.of("other > 0.0 || loss < 1"), loss(6, 0.05)))
        .isEqualTo("expression: other > 0.0 || loss < 1 (loss 0.05, other not there)");
    assertThat(once(Holds.of("!(other > 0.0)"), loss(6, 0.05))).isNull();
  }

  @Test
  void aPlateauIsJudgedByItsLastValuesOnly() {
    TrialWatch watch = Plateau.of("loss").watch();
    double[] losses = {5, 1, 1.001, 1.002, 1.003};
    for (int i = 0; i < 4; i++) {
      assertThat(watch.reason(loss(i + 1, losses[i]))).as("iteration " + (i + 1)).isNull();
    }
    assertThat(watch.reason(loss(5, losses[4])))
        .isEqualTo("plateau: the std of the last 4 loss is 0.00111803 < 0.01");
  }

  @Test
  void aPlateauWaitsForItsGraceAndForEnoughValues() {
    assertThat(fires(new Plateau("loss", 0.01, 2, 7, null, null), 1, 1, 1, 1, 1, 1, 1))
        .isEqualTo(7);
    assertThat(fires(new Plateau("loss", 0.01, 2, 0, null, null), 1, 1, 1)).isEqualTo(2);
    assertThat(fires(new Plateau("loss", 0.01, 5, 0, null, null), 1, 1, 1, 1, 1)).isEqualTo(5);
    assertThat(fires(new Plateau("other", 0.01, 2, 0, null, null), 1, 1, 1)).isZero();
  }

  @Test
  void resultsWithoutTheMetricSayNothingOfAPlateau() {
    TrialWatch watch = new Plateau("loss", 0.01, 2, 0, null, null).watch();
    assertThat(watch.reason(loss(1, 1))).isNull();
    assertThat(watch.reason(Reports.result(0, 2, Map.of()))).isNull();
    assertThat(watch.reason(loss(3, 1))).isNotNull();
    assertThat(watch.reason(Reports.result(0, 4, Map.of()))).isNull();
  }

  @Test
  void aThresholdOfZeroIsAThreshold() {
    Plateau low = new Plateau("loss", 0.01, 2, 0, 0.0, Mode.MIN);
    assertThat(fires(low, 1, 1, 1)).as("a plateau above it").isZero();
    assertThat(fires(low, 1, -1, -1)).isEqualTo(3);
    Plateau high = new Plateau("loss", 0.01, 2, 0, 0.0, Mode.MAX);
    assertThat(fires(high, -1, -1, -1)).isZero();
    assertThat(fires(high, -1, 0, 0)).isEqualTo(3);
    TrialWatch watch = high.watch();
    watch.reason(loss(1, 2));
    assertThat(watch.reason(loss(2, 2)))
        .isEqualTo("plateau: the std of the last 2 loss is 0 < 0.01 at 2 >= 0");
  }

  /** The second attempt begins after iteration 3: 4 and 5 count once. */
  @Test
  void iterationsThatAreReportedAgainReplaceThoseThatWereLost() {
    TrialWatch watch = new Plateau("loss", 0.01, 4, 0, null, null).watch();
    for (int i = 1; i <= 3; i++) {
      assertThat(watch.reason(loss(i, 1))).isNull();
    }
    assertThat(watch.reason(loss(4, 2))).isNull();
    assertThat(watch.reason(loss(5, 2))).isNull();
    assertThat(watch.reason(loss(4, 1))).as("1, 1, 1, and 1 again").isNotNull();

    TrialWatch twice = new Plateau("loss", 0.01, 4, 0, null, null).watch();
    twice.reason(loss(1, 1));
    twice.reason(loss(2, 1));
    twice.reason(loss(1, 1));
    assertThat(twice.reason(loss(2, 1))).as("two values, each twice").isNull();
  }

  @Test
  void eachTrialHasAWatchOfItsOwn() {
    StopRule rule = new StopRule.Or(List.of(new Plateau("loss", 0.01, 2, 0, null, null)));
    TrialWatch one = rule.watch();
    TrialWatch other = rule.watch();
    assertThat(one.reason(loss(1, 1))).isNull();
    assertThat(other.reason(loss(1, 1))).isNull();
    assertThat(one.reason(loss(2, 1))).isNotNull();
    assertThat(other.reason(loss(2, 9))).isNull();
  }

  /** The plateau inside sees every result, also those that another rule has decided. */
  @Test
  void aPlateauMayBePartOfOtherRules() {
    StopRule plateau = new Plateau("loss", 0.01, 3, 0, null, null);
    assertThat(fires(new StopRule.And(List.of(LATE, plateau)), 1, 1, 1, 1, 1, 1)).isEqualTo(5);
    assertThat(fires(new StopRule.Or(List.of(LATE, plateau)), 1, 1, 1, 1, 1, 1)).isEqualTo(3);
  }

  @Test
  void rulesReadAsPeopleSayThem() {
    StopRule rule =
        new StopRule.Or(List.of(LOW, new StopRule.And(List.of(LATE, Holds.of("a > 1")))));
    assertThat(rule).hasToString("loss <= 0.1 or (training_iteration >= 5 and (a > 1))");
    assertThat(rule.metrics()).containsExactly("a", "loss", "training_iteration");
    assertThat(Plateau.of("loss"))
        .hasToString("a plateau of loss (std of the last 4 < 0.01, from iteration 4)");
  }

  private static String once(StopRule rule, Result result) {
    return rule.watch().reason(result);
  }

  /** The iteration at which it fires; 0 for never. */
  private static int fires(StopRule rule, double... losses) {
    TrialWatch watch = rule.watch();
    for (int i = 0; i < losses.length; i++) {
      if (watch.reason(loss(i + 1, losses[i])) != null) {
        return i + 1;
      }
    }
    return 0;
  }
}
