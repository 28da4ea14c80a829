package org.tune4j.runner;

import java.util.List;

/** The trainables that need nothing but this package. */
public final class BuiltInTrainables implements TrainableProvider {
  @Override
  public List<TrainableType> types() {
    return List.of(new SyntheticTrainable.Type(), CommandTrainable.TYPE);
  }
}
