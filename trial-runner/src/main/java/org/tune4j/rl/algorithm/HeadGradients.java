package org.tune4j.rl.algorithm;

/** Memory for the gradients of a loss with respect to a network's heads. Not thread-safe. */
public final class HeadGradients {
  private final int[] widths;
  private final float[][][] rows;

  /**
   * @param widths how many numbers each head has
   */
  public HeadGradients(int... widths) {
    this.widths = widths.clone();
    rows = new float[widths.length][0][];
  }

  /** At least so many rows of each head; their numbers are whatever they were. */
  public float[][][] rows(int count) {
    for (int head = 0; head < widths.length; head++) {
      if (rows[head].length < count) {
        rows[head] = new float[count][widths[head]];
      }
    }
    return rows;
  }
}
