package org.tune4j.rl.algorithm;

import java.util.Locale;

/** A loss has become NaN or infinite: nothing sensible can be learned any more. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private DivergedException(String message) {
    super(message);
  }

  /**
   * Lets finite losses pass.
   *
   * @param step environment steps so far
   */
  public static void check(String algorithm, double loss, long step, double learningRate) {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(
          String.format(
              Locale.ROOT,
              "%s: the loss became %s after %d steps with lr %s%n  Maybe use a smaller lr, or set"
                  + " grad_clip.",
              algorithm,
              Double.isNaN(loss) ? "NaN" : "infinite",
              step,
              learningRate));
    }
  }
}
