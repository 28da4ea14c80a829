package org.tune4j.rl.preprocess;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * How many observations were seen, their mean and the sum of their squared distances from it, by
 * element. Two merge by Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
 * computing sample variances" (1979).
 *
 * @param mean not to be changed
 * @param squares not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
public record FilterState(long count, double[] mean, double[] squares) {

  /** Nothing was seen. */
  public static FilterState empty(int size) {
    return new FilterState(0, new double[size], new double[size]);
  }

  /** What both have seen. */
  public FilterState merge(FilterState other) {
    if (other.count == 0) {
      return this;
    }
    long total = count + other.count;
    double[] means = mean.clone();
    double[] sums = squares.clone();
    for (int i = 0; i < means.length; i++) {
      double delta = other.mean[i] - mean[i];
      means[i] += delta * other.count / total;
      sums[i] += other.squares[i] + delta * delta * count * other.count / total;
    }
    return new FilterState(total, means, sums);
  }

  public void save(StateWriter out) {
    out.put("count", count);
    out.put("mean", mean);
    out.put("squares", squares);
  }

  public static FilterState read(StateReader in) {
    return new FilterState(in.getLong("count"), in.getDoubles("mean"), in.getDoubles("squares"));
  }
}
