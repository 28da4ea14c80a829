package org.tune4j.rl.algorithm.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.Rows;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Evaluator;

class PgLossTest {
  private static final float[] OUTPUTS = {0.2f, -0.6f, 0.4f};
  private static final float[] ACTION = {2};
  private final Evaluator evaluator = new Categorical(3).evaluator();

  @Test
  void theGradientIsThatOfTheMeanLoss() {
    float[] gradient = new float[3];
    PgLoss.add(evaluator, OUTPUTS, ACTION, 3, 4, gradient);
    for (int i = 0; i < 3; i++) {
      double slope =
          Rows.slope(
              outputs -> PgLoss.add(evaluator, outputs, ACTION, 3, 1, new float[3]) / 4,
              OUTPUTS,
              i);
      assertThat((double) gradient[i]).isCloseTo(slope, within(1e-4));
    }
  }
}
