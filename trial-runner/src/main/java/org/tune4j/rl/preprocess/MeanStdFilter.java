package org.tune4j.rl.preprocess;

/**
 * Subtracts the running mean of each element, divides by its running standard deviation and clips
 * to ±10. Sums are kept in double precision by Welford's method (Knuth, The Art of Computer
 * Programming, vol. 2, 4.2.2).
 */
public final class MeanStdFilter implements ObservationFilter {
  private static final float CLIP = 10;
  private static final double EPSILON = 1e-8;

  private final Moments all;
  private final Moments seen;

  public MeanStdFilter(int size) {
    all = new Moments(size);
    seen = new Moments(size);
  }

  @Override
  public void learn(float[] observation) {
    all.add(observation);
    seen.add(observation);
  }

  @Override
  public void apply(float[] observation) {
    for (int i = 0; i < all.mean.length; i++) {
      float scaled = (float) ((observation[i] - all.mean[i]) / (std(i) + EPSILON));
      observation[i] = Math.clamp(scaled, -CLIP, CLIP);
    }
  }

  @Override
  public FilterState state() {
    return all.state();
  }

  @Override
  public FilterState takeSeen() {
    FilterState state = seen.state();
    seen.set(FilterState.empty(state.mean().length));
    return state;
  }

  @Override
  public FilterState seen() {
    return seen.state();
  }

  @Override
  public void setSeen(FilterState state) {
    seen.set(state);
  }

  @Override
  public void set(FilterState state) {
    all.set(state);
  }

  /** How many observations were seen. */
  public long count() {
    return all.count;
  }

  /** The mean of number {@code i} of all observations so far. */
  public double mean(int i) {
    return all.mean[i];
  }

  /** The sample standard deviation; 1 before there are two observations. */
  public double std(int i) {
    return all.count < 2 ? 1 : Math.sqrt(all.squares[i] / (all.count - 1));
  }

  private static final class Moments {
    private long count;
    private final double[] mean;
    private final double[] squares;

    Moments(int size) {
      mean = new double[size];
      squares = new double[size];
    }

    void add(float[] observation) {
      count++;
      for (int i = 0; i < mean.length; i++) {
        double delta = observation[i] - mean[i];
        mean[i] += delta / count;
        squares[i] += delta * (observation[i] - mean[i]);
      }
    }

    FilterState state() {
      return new FilterState(count, mean.clone(), squares.clone());
    }

    void set(FilterState state) {
      count = state.count();
      System.arraycopy(state.mean(), 0, mean, 0, mean.length);
      System.arraycopy(state.squares(), 0, squares, 0, squares.length);
    }
  }
}
