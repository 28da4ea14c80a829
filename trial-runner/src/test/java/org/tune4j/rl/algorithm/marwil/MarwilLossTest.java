package org.tune4j.rl.algorithm.marwil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;

class MarwilLossTest {
  private static final Distribution DISTRIBUTION = new Categorical(3);
  private static final float[] OUTPUTS = {0.2f, -0.1f, 0.4f};

  /** The weight of the policy's part is a constant; the slope of the rest is the gradient. */
  @ParameterizedTest
  @CsvSource({"1, 2", "1, -2", "0.5, 3", "0, 2"})
  void theGradientIsThatOfTheLoss(double beta, double earned) {
    MarwilLoss loss = new MarwilLoss(DISTRIBUTION, beta, 0.7, 1.5);
    float value = 0.3f;
    double weight = Math.exp(beta * (earned - value) / 1.5);
    float[] gradient = new float[3];
    float[] valueGradient = new float[1];
    loss.add(row(earned), 0, OUTPUTS, value, 1, gradient, valueGradient, new MarwilStats());

    for (int i = 0; i < 3; i++) {
      float[] up = OUTPUTS.clone();
      float[] down = OUTPUTS.clone();
      up[i] += 0.01f;
      down[i] -= 0.01f;
      double slope = (policyLoss(up, weight) - policyLoss(down, weight)) / 0.02;
      assertThat((double) gradient[i]).as("output %d", i).isCloseTo(slope, within(1e-3));
    }
    double slope = beta == 0 ? 0 : 0.7 * (valueLoss(earned, 0.31) - valueLoss(earned, 0.29)) / 0.02;
    assertThat((double) valueGradient[0]).isCloseTo(slope, within(1e-3));
  }

  @Test
  void sharesOfABatchAddUpToItsMean() {
    MarwilLoss loss = new MarwilLoss(DISTRIBUTION, 1, 1, 10);
    float[] whole = new float[3];
    float[] half = new float[3];
    loss.add(row(2), 0, OUTPUTS, 0.1f, 1, whole, new float[1], new MarwilStats());
    loss.add(row(2), 0, OUTPUTS, 0.1f, 2, half, new float[1], new MarwilStats());
    assertThat(half[1]).isCloseTo(whole[1] / 2, within(1e-6f));
  }

  @Test
  void whatWasBetterCountsMore() {
    MarwilLoss loss = new MarwilLoss(DISTRIBUTION, 1, 0, 1);
    MarwilStats good = new MarwilStats();
    MarwilStats bad = new MarwilStats();
    loss.add(row(1), 0, OUTPUTS, 0, 1, new float[3], new float[1], good);
    loss.add(row(-1), 0, OUTPUTS, 0, 1, new float[3], new float[1], bad);
    assertThat(good.loss() / bad.loss()).isCloseTo(Math.exp(2), within(1e-6));
  }

  private static double policyLoss(float[] outputs, double weight) {
    return -weight * DISTRIBUTION.logProbability(outputs, new float[] {1});
  }

  private static double valueLoss(double earned, double value) {
    return 0.5 * (earned - value) * (earned - value);
  }

  private static MarwilBatch row(double earned) {
    MarwilBatch batch = new MarwilBatch(1);
    batch.actions()[0] = new float[] {1};
    batch.returns()[0] = earned;
    return batch;
  }
}
