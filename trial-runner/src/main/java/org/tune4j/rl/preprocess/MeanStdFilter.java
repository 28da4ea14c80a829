package org.tune4j.rl.preprocess;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Subtracts the running mean of each element, divides by its running standard deviation and clips
 * to ±10. Sums are kept in double precision by Welford's method (Knuth, The Art of Computer
 * Programming, vol. 2, 4.2.2); two filters merge by Chan, Golub and LeVeque, "Updating formulae and
 * a pairwise algorithm for computing sample variances" (1979).
 */
public final class MeanStdFilter implements ObservationFilter {
  private static final float CLIP = 10;
  private static final double EPSILON = 1e-8;

  private long count;
  private double[] mean;
  private double[] squares;

  public MeanStdFilter(int size) {
    mean = new double[size];
    squares = new double[size];
  }

  @Override
  public void learn(float[] observation) {
    count++;
    for (int i = 0; i < mean.length; i++) {
      double delta = observation[i] - mean[i];
      mean[i] += delta / count;
      squares[i] += delta * (observation[i] - mean[i]);
    }
  }

  @Override
  public void apply(float[] observation) {
    for (int i = 0; i < mean.length; i++) {
      float scaled = (float) ((observation[i] - mean[i]) / (std(i) + EPSILON));
      observation[i] = Math.clamp(scaled, -CLIP, CLIP);
    }
  }

  /** Takes in all that another filter of the same size has seen. */
  public void merge(MeanStdFilter other) {
    if (other.count == 0) {
      return;
    }
    long total = count + other.count;
    for (int i = 0; i < mean.length; i++) {
      double delta = other.mean[i] - mean[i];
      mean[i] += delta * other.count / total;
      squares[i] += other.squares[i] + delta * delta * count * other.count / total;
    }
    count = total;
  }

  /** How many observations were seen. */
  public long count() {
    return count;
  }

  public double mean(int i) {
    return mean[i];
  }

  /** The sample standard deviation; 1 before there are two observations. */
  public double std(int i) {
    return count < 2 ? 1 : Math.sqrt(squares[i] / (count - 1));
  }

  @Override
  public void save(StateWriter out) {
    out.put("filter", "MeanStdFilter");
    out.put("count", count);
    out.put("mean", mean);
    out.put("squares", squares);
  }

  @Override
  public void restore(StateReader in) {
    in.getString("filter");
    count = in.getLong("count");
    mean = in.getDoubles("mean");
    squares = in.getDoubles("squares");
  }
}
