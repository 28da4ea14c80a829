package org.tune4j.runner;

import java.util.List;

/** Found by the {@link java.util.ServiceLoader}: brings trainables under their names. */
public interface TrainableProvider {
  List<TrainableType> types();
}
