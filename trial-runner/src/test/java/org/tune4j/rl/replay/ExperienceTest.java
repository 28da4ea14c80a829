package org.tune4j.rl.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.rollout.Trajectory;

class ExperienceTest {
  private static Experience experience(int capacity) {
    return experience(capacity, 1);
  }

  private static Experience experience(int capacity, int nStep) {
    ReplayConfig config =
        new ReplayConfig(
            new ReplayConfig.Buffer(capacity),
            false,
            4,
            0,
            nStep,
            0.9,
            true,
            1,
            0.4,
            0.4,
            100,
            1e-6,
            null);
    return new Experience(config, 1, 1, 1, 10, 1);
  }

  private static Trajectory steps(int from, int count) {
    return steps(0, from, count, false);
  }

  private static Trajectory steps(int environment, int from, int count, boolean ended) {
    Trajectory steps = new Trajectory(environment, 0, from);
    for (int i = from; i < from + count; i++) {
      steps.add(new float[] {i}, new float[] {0}, new float[0], 0, 0);
    }
    steps.close(new float[] {from + count}, false, ended);
    return steps;
  }

  private static float[] seen(Batch batch) {
    float[] seen = new float[batch.size()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = batch.observations()[i][0];
    }
    return seen;
  }

  @Test
  void whatTheLastRoundAddedIsGivenOutOnceAndGetsItsPriorities() {
    Experience experience = experience(100);
    experience.add(List.of(steps(0, 6)));
    experience.rate(batch -> new float[batch.size()]);
    experience.add(List.of(steps(6, 10)));
    List<Integer> sizes = new ArrayList<>();
    List<Float> rated = new ArrayList<>();
    experience.rate(
        batch -> {
          sizes.add(batch.size());
          float[] errors = new float[batch.size()];
          for (int i = 0; i < errors.length; i++) {
            rated.add(batch.observations()[i][0]);
            errors[i] = batch.observations()[i][0] == 11 ? 5 : 0;
          }
          return errors;
        });
    assertThat(sizes).containsExactly(4, 4, 2);
    assertThat(rated).containsExactly(6f, 7f, 8f, 9f, 10f, 11f, 12f, 13f, 14f, 15f);
    assertThat(seen(experience.draw(0))).as("all else has no weight").containsOnly(11);
  }

  @Test
  void windowsDoNotSpanSampledAndRecordedSteps() {
    Experience experience = experience(100, 3);
    experience.add(List.of(steps(0, 2)));
    experience.add(List.of(steps(Trajectory.RECORDED, 50, 4, true)));
    experience.add(List.of(steps(2, 2)));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Batch batch = experience.draw(0);
      for (int row = 0; row < batch.size(); row++) {
        all.add(batch.observations()[row][0] + "-" + batch.next()[row][0]);
      }
    }
    assertThat(all)
        .contains("0.0-3.0", "50.0-53.0")
        .allMatch(span -> span.matches("[0-4].0-[0-4].0|5..0-5..0"));
  }

  @Test
  void whatWasOverwrittenIsNotRated() {
    Experience experience = experience(3);
    experience.add(List.of(steps(0, 10)));
    List<Float> rated = new ArrayList<>();
    experience.rate(
        batch -> {
          for (float seen : seen(batch)) {
            rated.add(seen);
          }
          return new float[batch.size()];
        });
    assertThat(rated).containsExactly(7f, 8f, 9f);
  }
}
