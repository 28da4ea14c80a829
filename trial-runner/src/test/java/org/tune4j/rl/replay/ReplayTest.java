package org.tune4j.rl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class ReplayTest {
  @Test
  void theTotalIsTheSumOfTheLeaves() {
    SumTree tree = new SumTree(1000);
    RandomGenerator random = Seeds.random(1);
    double[] weights = new double[1000];
    for (int i = 0; i < 1_000_000; i++) {
      int leaf = random.nextInt(1000);
      weights[leaf] = random.nextDouble() * 100;
      tree.set(leaf, weights[leaf]);
    }
    assertThat(tree.total()).isCloseTo(Arrays.stream(weights).sum(), within(1e-6));
    assertThat(tree.minimum()).isEqualTo(Arrays.stream(weights).min().orElseThrow());
  }

  @Test
  void leavesAreFoundByMass() {
    SumTree tree = new SumTree(3);
    tree.set(0, 1);
    tree.set(1, 0);
    tree.set(2, 2);
    assertThat(tree.find(0)).isZero();
    assertThat(tree.find(0.999)).isZero();
    assertThat(tree.find(1)).isEqualTo(2);
    assertThat(tree.find(3)).as("rounding above the total").isEqualTo(2);
  }

  @Test
  void drawsFollowThePriorities() {
    PrioritizedReplay replay =
        new PrioritizedReplay(8, 1, 1, new PrioritizedReplay.Priorities(0.5, 0));
    fill(replay, 4);
    Batch all = new Batch(4, 1, 1);
    for (int i = 0; i < 4; i++) {
      all.indices()[i] = i;
    }
    replay.update(all, new float[] {1, -4, 9, 16}); // P = 0.1, 0.2, 0.3, 0.4
    replay.correct(0.5);
    Batch batch = new Batch(10, 1, 1);
    int[] counts = new int[4];
    RandomGenerator random = Seeds.random(1);
    for (int i = 0; i < 10_000; i++) {
      replay.sample(batch, random);
      for (int index : batch.indices()) {
        counts[index]++;
      }
    }
    assertThat(counts[0] / 1e5).isCloseTo(0.1, within(0.005));
    assertThat(counts[3] / 1e5).isCloseTo(0.4, within(0.005));
    for (int row = 0; row < 10; row++) {
      double p = 0.1 * (batch.indices()[row] + 1);
      assertThat((double) batch.weights()[row])
          .as("(N P)^-beta over the largest possible")
          .isCloseTo(Math.pow(p, -0.5) / Math.pow(0.1, -0.5), within(1e-6));
    }
  }

  @Test
  void newTransitionsGetTheHighestPriority() {
    PrioritizedReplay replay =
        new PrioritizedReplay(4, 1, 1, new PrioritizedReplay.Priorities(1, 0));
    fill(replay, 1);
    Batch one = new Batch(1, 1, 1);
    replay.update(one, new float[] {99});
    replay.update(one, new float[] {1});
    fill(replay, 1);
    Batch batch = new Batch(100, 1, 1);
    replay.sample(batch, Seeds.random(1));
    assertThat(Arrays.stream(batch.indices()).filter(i -> i == 1).count()).isEqualTo(99);
  }

  @Test
  void anErrorOfNothingLeavesFiniteWeights() {
    PrioritizedReplay replay =
        new PrioritizedReplay(4, 1, 1, new PrioritizedReplay.Priorities(0.6, 0));
    fill(replay, 2);
    Batch batch = new Batch(2, 1, 1);
    replay.correct(0.4);
    replay.sample(batch, Seeds.random(1));
    replay.update(batch, new float[2]);
    replay.sample(batch, Seeds.random(1));
    assertThat(batch.weights()).containsExactly(1, 1);
  }

  @Test
  void theOldestAreOverwritten() {
    UniformReplay replay = new UniformReplay(5, 1, 1);
    fill(replay, 7);
    Batch batch = new Batch(1000, 1, 1);
    replay.sample(batch, Seeds.random(1));

    assertThat(replay.size()).isEqualTo(5);
    assertThat(replay.added()).isEqualTo(7);
    boolean[] seen = new boolean[7];
    for (int row = 0; row < 1000; row++) {
      int number = (int) batch.observations()[row][0];
      seen[number] = true;
      assertThat(batch.next()[row][0]).isEqualTo(number + 1);
      assertThat(batch.rewards()[row]).isEqualTo(number * 10);
      assertThat(batch.actions()[row][0]).isEqualTo(number % 2);
      assertThat(batch.discounts()[row]).isEqualTo(0.5f);
    }
    assertThat(seen).containsExactly(false, false, true, true, true, true, true);
  }

  private static void fill(ReplayBuffer replay, int count) {
    for (int i = 0; i < count; i++) {
      replay.add(new float[] {i}, new float[] {i % 2}, i * 10, new float[] {i + 1}, 0.5);
    }
  }
}
