package org.tune4j.tuner.schedule;

import java.util.Arrays;
import org.tune4j.space.Seeds;

/**
 * Which trial runs in which bracket of {@code asha}: drawn by its number, so that each bracket has
 * about the same to train. A bracket that begins {@code factor} times later has that many fewer
 * trials, and more the fewer rungs it has, as in HyperBand (Li et al., "Hyperband: A novel
 * bandit-based approach to hyperparameter optimization", 2017).
 */
final class BracketDraw {
  private static final double SCALE = 0x1p-53;

  /** Beyond it counting would take seconds. */
  private static final int MOST_COUNTED = 10_000_000;

  private final long seed;
  private final double[] upTo;

  BracketDraw(AshaSettings settings, long seed) {
    this.seed = seed;
    this.upTo = new double[settings.brackets()];
    double sum = 0;
    for (int b = 0; b < upTo.length; b++) {
      int rungs = settings.rungs().count() - b;
      sum += StrictMath.pow((double) settings.factor(), -b) / rungs;
      upTo[b] = sum;
    }
    for (int b = 0; b < upTo.length; b++) {
      upTo[b] /= sum;
    }
  }

  /** How many there are. */
  int count() {
    return upTo.length;
  }

  /** The bracket of a trial. */
  int of(int number) {
    double drawn = upTo.length == 1 ? 0 : Seeds.derive(seed, "asha-bracket", number) * SCALE;
    int bracket = 0;
    while (bracket < upTo.length - 1 && drawn >= upTo[bracket]) {
      bracket++;
    }
    return bracket;
  }

  /**
   * How many of the first so many trials each has.
   *
   * @param samples -1 when nobody knows
   * @return -1 for each when nobody knows, or there are too many to count
   */
  int[] sizes(long samples) {
    int[] sizes = new int[upTo.length];
    if (upTo.length == 1) {
      sizes[0] = samples > Integer.MAX_VALUE ? -1 : (int) samples;
    } else if (samples < 0 || samples > MOST_COUNTED) {
      Arrays.fill(sizes, -1);
    } else {
      for (int number = 0; number < samples; number++) {
        sizes[of(number)]++;
      }
    }
    return sizes;
  }
}
