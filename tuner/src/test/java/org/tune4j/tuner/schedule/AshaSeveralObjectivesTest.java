package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Trial;

/** Rungs by Pareto rank. */
class AshaSeveralObjectivesTest extends TrialSchedulerContract {
  private static final List<Objective> BOTH =
      List.of(
          new Objective("loss", Objective.Mode.MIN), new Objective("score", Objective.Mode.MAX));

  @Override
  protected SchedulerKind kind() {
    return Asha.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of("max_t", 27L, "reduction_factor", 3L),
        Map.of("max_t", 27L, "reduction_factor", 2L, "variant", "promotion", "brackets", 2L));
  }

  @Override
  protected Objectives objectives(long seed) {
    TreeMap<String, Bounds> bounds = new TreeMap<>();
    if (seed % 2 == 0) {
      bounds.put("loss", new Bounds(null, 0.9));
    }
    return new Objectives(BOTH, bounds);
  }

  private static Verdict report(TrialScheduler asha, int number, double loss, double score) {
    Trial trial = Told.trial(number);
    asha.onAdded(trial);
    return asha.onResult(trial, Told.result(trial, 1, Map.of("loss", loss, "score", score)), true);
  }

  private static TrialScheduler make(Map<String, Object> settings) {
    Objectives objectives = new Objectives(BOTH, new TreeMap<>());
    return Asha.KIND.factory().make(Told.setup(settings, objectives, -1));
  }

  @Test
  void whoIsDominatedStops() {
    TrialScheduler asha = make(Map.of("reduction_factor", 2L));
    assertThat(report(asha, 0, 0.5, 7)).isEqualTo(Verdict.GO_ON);
    assertThat(report(asha, 1, 0.4, 6))
        .as("1 of 2, and the other was first")
        .isInstanceOf(Verdict.Stop.class);
    assertThat(report(asha, 2, 0.3, 8)).as("dominates both").isEqualTo(Verdict.GO_ON);
    assertThat(report(asha, 3, 0.9, 1))
        .isEqualTo(
            new Verdict.Stop(
                "asha: loss 0.9, score 1 at training_iteration 1 is not among the best 2 of 4"));
    assertThat(report(asha, 4, 0.2, 5)).as("nobody dominates it").isEqualTo(Verdict.GO_ON);
  }

  @Test
  void aMetricOfItsOwnIsAllThatCounts() {
    TrialScheduler asha = make(Map.of("metric", "score", "mode", "max"));
    report(asha, 0, 0.5, 7);
    assertThat(report(asha, 1, 0.1, 6)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void aResultThatLacksOneJudgesNothing() {
    TrialScheduler asha = make(Map.of());
    report(asha, 0, 0.5, 7);
    Trial trial = Told.trial(1);
    asha.onAdded(trial);
    assertThat(asha.onResult(trial, Told.result(trial, 1, Map.of("loss", 9.0)), true))
        .isEqualTo(Verdict.GO_ON);
  }
}
