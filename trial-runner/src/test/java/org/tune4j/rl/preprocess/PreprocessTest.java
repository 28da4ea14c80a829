package org.tune4j.rl.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.space.Seeds;

class PreprocessTest {
  @Test
  void discreteBecomesOneHot() {
    float[] into = {7, 7, 7, 7};
    Encoder encoder = new Encoder(new Discrete(3));
    encoder.encode(new float[] {1}, into);
    assertThat(into).containsExactly(0, 1, 0, 7);
    assertThat(encoder.size()).isEqualTo(3);
  }

  @Test
  void boxStaysFlat() {
    float[] into = new float[2];
    new Encoder(Box.symmetric(9, 9)).encode(new float[] {1, 2}, into);
    assertThat(into).containsExactly(1, 2);
  }

  @Test
  void theFilterKnowsMeanAndDeviation() {
    MeanStdFilter filter = new MeanStdFilter(2);
    for (float x : new float[] {1, 2, 3, 4}) {
      filter.learn(new float[] {x, 5});
    }
    assertThat(filter.mean(0)).isCloseTo(2.5, within(1e-12));
    assertThat(filter.std(0)).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
    float[] seen = {3, 5};
    filter.apply(seen);
    assertThat(seen[0]).isCloseTo((float) (0.5 / Math.sqrt(5.0 / 3)), within(1e-6f));
    assertThat(seen[1]).as("a constant element is nothing").isZero();
    float[] far = {1000, 6};
    filter.apply(far);
    assertThat(far).containsExactly(10, 10);
  }

  @Test
  void mergedFiltersKnowWhatOneWould() {
    MeanStdFilter whole = new MeanStdFilter(3);
    MeanStdFilter left = new MeanStdFilter(3);
    MeanStdFilter right = new MeanStdFilter(3);
    RandomGenerator random = Seeds.random(1);
    for (int i = 0; i < 500; i++) {
      float[] row = {
        (float) random.nextGaussian(),
        (float) random.nextGaussian() * 100 + 1e4f,
        random.nextFloat()
      };
      whole.learn(row);
      (i < 137 ? left : right).learn(row);
    }
    left.set(left.state().merge(right.takeSeen()).merge(new MeanStdFilter(3).state()));

    assertThat(right.takeSeen().count()).as("was taken already").isZero();
    assertThat(left.count()).isEqualTo(500);
    for (int i = 0; i < 3; i++) {
      assertThat(left.mean(i)).isCloseTo(whole.mean(i), within(1e-8));
      assertThat(left.std(i)).isCloseTo(whole.std(i), within(1e-8));
    }
  }

  @Test
  void rewardsAreClippedAsAsked() {
    assertThat(RewardClip.parse(null).apply(-7)).isEqualTo(-7);
    assertThat(RewardClip.parse(false).apply(-7)).isEqualTo(-7);
    assertThat(RewardClip.parse(true).apply(-7)).isEqualTo(-1);
    assertThat(RewardClip.parse(true).apply(0)).isZero();
    assertThat(RewardClip.parse(2L).apply(-7)).isEqualTo(-2);
    assertThat(RewardClip.parse(List.of(0L, 5.5)).apply(9)).isEqualTo(5.5);
    assertThatThrownBy(() -> RewardClip.parse(List.of(1L))).hasMessageContaining("pair");
  }
}
