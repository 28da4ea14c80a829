package org.tune4j.rl.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingRatioTest {
  @Test
  void trainingKeepsPaceWithSampling() {
    assertThat(TrainingRatio.of(null, 32, 4)).isEqualTo(new TrainingRatio(1, 1));
    assertThat(TrainingRatio.of(8.0, 32, 4)).isEqualTo(new TrainingRatio(1, 1));
    assertThat(TrainingRatio.of(32.0, 32, 4)).isEqualTo(new TrainingRatio(1, 4));
    assertThat(TrainingRatio.of(2.0, 32, 4)).isEqualTo(new TrainingRatio(4, 1));
  }
}
