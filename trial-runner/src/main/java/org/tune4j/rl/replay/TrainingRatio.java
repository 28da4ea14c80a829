package org.tune4j.rl.replay;

import org.jspecify.annotations.Nullable;

/**
 * How learning keeps pace with sampling.
 *
 * @param rounds learning happens once in so many rounds of sampling
 * @param updates and then so many batches are learned from
 */
record TrainingRatio(int rounds, int updates) {

  /**
   * From {@code training_intensity}, the wanted number of steps learned per step sampled.
   *
   * @param intensity without it one batch is learned from in each round
   * @param sampledPerRound environment steps in one round
   */
  static TrainingRatio of(@Nullable Double intensity, int batch, int sampledPerRound) {
    if (intensity == null || intensity == 0) {
      return new TrainingRatio(1, 1);
    }
    double updates = intensity * sampledPerRound / batch;
    return updates < 1
        ? new TrainingRatio((int) Math.round(1 / updates), 1)
        : new TrainingRatio(1, (int) Math.round(updates));
  }
}
