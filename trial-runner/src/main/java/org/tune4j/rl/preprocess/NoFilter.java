package org.tune4j.rl.preprocess;

/** Leaves observations as they are. */
public record NoFilter() implements ObservationFilter {
  private static final FilterState NOTHING = FilterState.empty(0);

  @Override
  public void learn(float[] observation) {}

  @Override
  public void apply(float[] observation) {}

  @Override
  public FilterState state() {
    return NOTHING;
  }

  @Override
  public FilterState takeSeen() {
    return NOTHING;
  }

  @Override
  public FilterState seen() {
    return NOTHING;
  }

  @Override
  public void setSeen(FilterState state) {}

  @Override
  public void set(FilterState state) {}
}
