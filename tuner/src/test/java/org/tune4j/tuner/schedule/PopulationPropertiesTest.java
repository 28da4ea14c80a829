package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.math.Chance;
import org.tune4j.space.Seeds;

/** What holds of populations whatever their trials report. */
class PopulationPropertiesTest {
  private static final int TRIALS = 9;
  private static final int INTERVAL = 3;

  /** Scores that make some trials the worst for ever, and saves that fail half of the time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void onlyTrialsWithCheckpointsAreExploitedAndNobodyStarves(long seed) {
    int slots = 1 + (int) (seed % 4);
    RandomGenerator random = Seeds.random(seed, "test", 0);
    Populations all = new Populations(TRIALS, Map.of("perturbation_interval", INTERVAL));
    int[] worked = new int[TRIALS];
    int[] iterations = new int[TRIALS];
    int[] saved = new int[TRIALS];
    List<Integer> running = new ArrayList<>();
    List<Integer> fresh = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
    int exploits = 0;
    for (int step = 0; step < 3000; step++) {
      while (running.size() < slots) {
        if (!fresh.isEmpty()) {
          running.add(fresh.removeFirst());
          continue;
        }
        if (!(all.scheduler.choose(false) instanceof Choice.Resume)) {
          break;
        }
        Choice.Resume resume = all.resume();
        int number = number(resume.trialId());
        running.add(number);
        if (resume.change() != null) {
          int donor = number(resume.change().donor());
          assertThat(saved[donor]).as("iteration of the donor's checkpoint").isPositive();
          iterations[number] = saved[donor];
          saved[number] = saved[donor];
          exploits++;
        }
      }
      int number = running.get(Chance.index(running.size(), random));
      worked[number]++;
      iterations[number]++;
      double score = number < 3 ? -number : Chance.uniform(random);
      Verdict verdict = all.report(number, iterations[number], score, running.size() < TRIALS);
      if (worked[number] == 1) { // one that never saved would pause no more
        all.save(number);
        saved[number] = 1;
      }
      if (verdict instanceof Verdict.Pause) {
        if (Chance.uniform(random) < 0.5) {
          all.save(number);
          saved[number] = iterations[number];
        }
        all.scheduler.onPaused(all.trials[number]);
        running.remove((Integer) number);
      }
    }
    assertThat(exploits).as("exploits").isPositive();
    for (int number = 0; number < TRIALS; number++) {
      assertThat(worked[number]).as("steps of trial " + number).isGreaterThan(3000 / TRIALS / 2);
    }
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(id.length() - 5));
  }

  /** Whatever comes in between, each trial draws what it would have drawn. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void toAskOftenChangesNothing(long seed) {
    Map<String, Choice> first = new HashMap<>();
    Set<Boolean> same = new HashSet<>();
    for (int asked = 0; asked < 2; asked++) {
      Populations all = new Populations(4, Map.of("perturbation_interval", 2));
      all.allReport(1);
      all.report(0, 2, -seed);
      all.pause(0);
      for (int i = 0; i < asked * 5; i++) {
        all.scheduler.choose(true);
        all.scheduler.choose(false);
      }
      Choice.Resume resume = all.resume();
      Choice before = first.putIfAbsent(resume.trialId(), resume);
      same.add(before == null || before.equals(resume));
    }
    assertThat(same).containsExactly(true);
  }
}
