package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

class AshaPromotionTest {
  private final Map<Integer, Trial> trials = new HashMap<>();
  private TrialScheduler asha = make(-1, Map.of());

  private static TrialScheduler make(int samples, Map<String, Object> more) {
    Map<String, Object> settings = new TreeMap<>(more);
    settings.put("variant", "promotion");
    settings.putIfAbsent("max_t", 27L);
    settings.putIfAbsent("reduction_factor", 3L);
    return Asha.KIND.factory().make(Told.setup(settings, Told.LOSS, samples));
  }

  private Trial trial(int number) {
    return trials.computeIfAbsent(
        number,
        n -> {
          Trial trial = Told.trial(n);
          asha.onAdded(trial);
          return trial;
        });
  }

  private Verdict report(int number, int iteration, double loss) {
    Trial trial = trial(number);
    return asha.onResult(trial, Told.result(trial, iteration, Map.of("loss", loss)), true);
  }

  private void pause(int number, int iteration, double loss) {
    assertThat(report(number, iteration, loss)).isInstanceOf(Verdict.Pause.class);
    asha.onPaused(trial(number));
  }

  /** The number of the trial that is to go on; -1 for none. */
  private int next() {
    return asha.choose(true) instanceof Choice.Resume resume
        ? Integer.parseInt(resume.trialId().substring(2))
        : -1;
  }

  private void resume(int number) {
    assertThat(next()).isEqualTo(number);
    asha.onResumed(trial(number));
  }

  @Test
  void allPauseAndTheBestThirdIsPromoted() {
    pause(0, 1, 0.5);
    pause(1, 1, 0.6);
    assertThat(asha.choose(true)).isEqualTo(Choice.NEW_TRIAL);
    assertThat(asha.choose(false)).isEqualTo(Choice.NOTHING);
    pause(2, 1, 0.7);
    assertThat(asha.choose(false))
        .isEqualTo(
            new Choice.Resume(
                "s_00000",
                "asha: loss 0.5 at training_iteration 1 is among the best 1 of 3 at rung 1",
                null));
    asha.onResumed(trial(0));
    assertThat(next()).as("one of three is enough").isEqualTo(-1);
  }

  @Test
  void thePauseSaysWhy() {
    assertThat(report(0, 1, 0.5))
        .isEqualTo(new Verdict.Pause("asha: loss 0.5 at training_iteration 1 waits at rung 1"));
  }

  /** To save its state and to start again would change nothing. */
  @Test
  void whoWouldBeNextGoesOnAtOnce() {
    pause(0, 1, 0.5);
    pause(1, 1, 0.6);
    assertThat(report(2, 1, 0.4)).isEqualTo(Verdict.GO_ON);
    assertThat(next()).isEqualTo(-1);
    assertThat(report(2, 2, 0.4)).isEqualTo(Verdict.GO_ON);
    assertThat(report(2, 3, 0.4)).isInstanceOf(Verdict.Pause.class);
  }

  @Test
  void whoIsPausedPausesAgainAndWhoIsPromotedPasses() {
    pause(0, 1, 0.5);
    pause(1, 1, 0.6);
    Verdict first = report(2, 1, 0.7); // fails before it has paused, and comes again
    assertThat(report(2, 1, 0.1)).isEqualTo(first);
    asha.onPaused(trial(2));
    resume(0);
    assertThat(report(0, 1, 9.0)).as("from scratch, after a loss").isEqualTo(Verdict.GO_ON);
    assertThat(report(0, 2, 9.0)).isEqualTo(Verdict.GO_ON);
    assertThat(report(0, 3, 0.4)).isInstanceOf(Verdict.Pause.class);
    assertThat(next()).as("three were measured").isEqualTo(-1);
  }

  @Test
  void whoPassesSeveralRungsWaitsAtTheLast() {
    assertThat(report(0, 4, 0.5))
        .isEqualTo(new Verdict.Pause("asha: loss 0.5 at training_iteration 4 waits at rung 3"));
    asha.onPaused(trial(0));
    pause(1, 1, 0.6);
    pause(2, 1, 0.7);
    assertThat(next()).as("1 of 3 at rung 1 is there already").isEqualTo(-1);
    pause(3, 3, 0.8);
    pause(4, 3, 0.9);
    resume(0);
  }

  @Test
  void whoCouldStillBePromotedIsKeptWhenTheSweepGrows() {
    asha = make(4, Map.of());
    pause(0, 1, 0.1);
    pause(1, 1, 0.2);
    asha.onTotal(9);
    pause(2, 1, 0.3);
    resume(0);
    pause(3, 1, 0.4);
    assertThat(asha.unwanted()).as("two of 0, 1 and 2 may be among the best 3 of 9").hasSize(1);
    asha.onTotal(100);
    pause(4, 1, 0.5);
    assertThat(asha.unwanted()).isEmpty();
  }

  @Test
  void whoCannotBePromotedEndsAsSoonAsTheSearcherHasNoMore() {
    asha = make(-1, Map.of());
    for (int number = 0; number < 3; number++) {
      pause(number, 1, 0.1 * number);
    }
    resume(0);
    assertThat(asha.unwanted()).isEmpty();
    asha.onTotal(3);
    assertThat(asha.unwanted())
        .extracting(TrialScheduler.Unwanted::trialId)
        .containsExactly("s_00002", "s_00001");
  }

  @Test
  void whoCannotBePromotedAnyMoreEnds() {
    asha = make(9, Map.of());
    double[] losses = {0.1, 0.2, 0.3, 0.4};
    for (int number = 0; number < 3; number++) {
      pause(number, 1, losses[number]);
      assertThat(asha.unwanted()).isEmpty();
    }
    resume(0);
    pause(3, 1, 0.4);
    assertThat(asha.unwanted())
        .containsExactly(
            new TrialScheduler.Unwanted(
                "s_00003",
                "asha: loss 0.4 at training_iteration 1 is not among the best 1 of 4 at rung 1,"
                    + " whoever comes"));
    asha.onEnded(Told.ended(trial(3), TrialStatus.TERMINATED));
    assertThat(report(4, 1, 0.15)).isInstanceOf(Verdict.Pause.class);
    asha.onPaused(trial(4));
    assertThat(asha.unwanted())
        .extracting(TrialScheduler.Unwanted::trialId)
        .containsExactly("s_00002");
  }

  /** A searcher may wait for an end before it proposes more: not all go at once. */
  @Test
  void whenNothingElseCanHappenTheWorstAtTheYoungestRungEnds() {
    pause(0, 1, 0.5);
    pause(1, 1, 0.6);
    pause(2, 4, 0.9);
    // 0 is the best of 3, and promoted
    resume(0);
    pause(0, 3, 0.4);
    asha.onStalled();
    assertThat(asha.unwanted())
        .containsExactly(
            new TrialScheduler.Unwanted(
                "s_00001",
                "asha: loss 0.6 at training_iteration 1 is not among the best 1 of 3 at rung 1,"
                    + " and nothing else goes on"));
    asha.onStalled();
    assertThat(asha.unwanted())
        .extracting(TrialScheduler.Unwanted::trialId)
        .containsExactly("s_00002");
  }

  /** Of all that could be promoted, always the best at the oldest rung. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void promotionsAreInOrder(long seed) {
    RandomGenerator random = Seeds.random(seed, "promotions", 0);
    int factor = 2 + (int) (seed % 3);
    asha = make(-1, Map.of("reduction_factor", (long) factor, "max_t", 300L));
    List<Map<Integer, Double>> rungs = new ArrayList<>();
    List<List<Integer>> waiting = new ArrayList<>();
    Rungs levels = Rungs.of(1, 300, factor);
    for (int k = 0; k < levels.count(); k++) {
      rungs.add(new LinkedHashMap<>()); // in the order of arrival
      waiting.add(new ArrayList<>());
    }
    int[] promoted = new int[levels.count()];
    Map<Integer, Integer> running = new TreeMap<>(); // to which rung
    int number = 0;
    for (int step = 0; step < 1_000; step++) {
      if (running.size() < 4) {
        int chosen = next();
        assertThat(chosen)
            .as("seed %d, step %d", seed, step)
            .isEqualTo(expected(rungs, waiting, factor));
        if (chosen < 0) {
          trial(number);
          running.put(number++, 0);
        } else {
          int k = at(waiting, chosen);
          waiting.get(k).remove((Integer) chosen);
          promoted[k]++;
          resume(chosen);
          running.put(chosen, k + 1);
        }
      } else {
        List<Integer> all = new ArrayList<>(running.keySet());
        int one = all.get(random.nextInt(all.size()));
        int k = running.remove(one);
        if (k == levels.count()) {
          assertThat(report(one, 300, 0)).isInstanceOf(Verdict.Stop.class);
          asha.onEnded(Told.ended(trial(one), TrialStatus.TERMINATED));
          continue;
        }
        double loss = random.nextInt(50);
        rungs.get(k).put(one, loss);
        if (report(one, (int) levels.level(k), loss) instanceof Verdict.Pause) {
          asha.onPaused(trial(one));
          waiting.get(k).add(one);
        } else {
          waiting.get(k).add(one);
          assertThat(expected(rungs, waiting, factor)).isEqualTo(one);
          waiting.get(k).remove((Integer) one);
          promoted[k]++;
          running.put(one, k + 1);
        }
      }
    }
    assertThat(promoted[levels.count() - 2]).as("some rise high").isPositive();
  }

  private static int at(List<List<Integer>> waiting, int trial) {
    int k = 0;
    while (!waiting.get(k).contains(trial)) {
      k++;
    }
    return k;
  }

  /** By sorting. The order of arrival decides between equals: here each rung remembers it. */
  private static int expected(
      List<Map<Integer, Double>> rungs, List<List<Integer>> waiting, int factor) {
    for (int k = rungs.size() - 1; k >= 0; k--) {
      Map<Integer, Double> rung = rungs.get(k);
      List<Integer> sorted = new ArrayList<>(rung.keySet());
      sorted.sort(Comparator.comparingDouble(rung::get));
      List<Integer> best = new ArrayList<>(sorted.subList(0, sorted.size() / factor));
      best.retainAll(waiting.get(k));
      if (!best.isEmpty()) {
        return best.get(0);
      }
    }
    return -1;
  }
}
