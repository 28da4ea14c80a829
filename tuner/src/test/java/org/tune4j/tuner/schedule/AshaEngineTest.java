package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Bench;

/** What comes of its verdicts in an engine. */
class AshaEngineTest {
  private static Bench bench(int trials, Map<String, Object> settings, Map<String, Double> stop) {
    TrialScheduler asha = Asha.KIND.factory().make(Told.setup(settings, Told.SCORE, trials));
    return new Bench(
        new Bench.Counting(trials), asha, rules -> rules.objectives(Told.SCORE).stop(stop));
  }

  @Test
  void aStopIsStoredWithItsReason() {
    Bench bench = bench(2, Map.of(), Map.of());
    Trial first = bench.placeNext();
    Trial second = bench.placeNext();
    assertThat(bench.report(first, 1, 0.5)).isEqualTo(Decision.CONTINUE);
    assertThat(bench.report(second, 1, 0.25)).isEqualTo(Decision.STOP);
    bench.end(second, Outcome.FINISHED, null);
    assertThat(bench.trial(1).status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(bench.trial(1).reason())
        .isEqualTo("asha: score 0.25 at training_iteration 1 is not among the best 1 of 2");
  }

  @Test
  void whoAStopRuleEndsCountsAmongTheOthers() {
    Bench bench = bench(2, Map.of(), Map.of("score", 9.0));
    Trial first = bench.placeNext();
    Trial second = bench.placeNext();
    assertThat(bench.report(first, 1, 10)).isEqualTo(Decision.STOP);
    bench.end(first, Outcome.FINISHED, null);
    assertThat(bench.trial(0).reason()).isEqualTo("score 10 >= 9");
    assertThat(bench.report(second, 1, 8)).isEqualTo(Decision.STOP);
  }

  @Test
  void whoIsPromotedGoesOnFromItsCheckpoint() {
    Bench bench =
        bench(4, Map.of("variant", "promotion", "reduction_factor", 2L, "max_t", 4L), Map.of());
    Trial best = bench.placeNext();
    Trial other = bench.placeNext();
    assertThat(bench.report(best, 1, 0.5)).isEqualTo(Decision.PAUSE);
    Checkpoint saved = bench.save(best, 1);
    bench.end(best, Outcome.PAUSED, null);
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.PAUSED);
    assertThat(bench.trial(0).reason())
        .isEqualTo("asha: score 0.5 at training_iteration 1 waits at rung 1");
    assertThat(bench.report(other, 1, 0.25)).isEqualTo(Decision.PAUSE);
    bench.end(other, Outcome.PAUSED, null);

    Trial again = bench.placeNext();
    assertThat(again.number()).isZero();
    assertThat(bench.lastStart().from()).isEqualTo(saved);
    assertThat(bench.report(again, 2, 0.6)).isEqualTo(Decision.PAUSE);
  }

  @Test
  void whenNobodyCanBePromotedTheSweepEnds() {
    Bench bench = bench(3, Map.of("variant", "promotion"), Map.of());
    for (int number = 0; number < 3; number++) {
      Trial trial = bench.placeNext();
      bench.report(trial, 1, number);
      bench.end(trial, Outcome.PAUSED, null);
    }
    bench.slotFree();
    assertThat(bench.engine.isOver()).isTrue();
    assertThat(bench.trial(2).reason())
        .isEqualTo(
            "asha: score 2 at training_iteration 1 is not among the best 0 of 3 at rung 1,"
                + " whoever comes");
  }
}
