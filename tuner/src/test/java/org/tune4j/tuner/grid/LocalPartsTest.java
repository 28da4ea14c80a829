package org.tune4j.tuner.grid;

import org.tune4j.runner.HostedPart;
import org.tune4j.runner.PartHosting;
import org.tune4j.runner.TrainableRegistry;

/** Parts without a grid. */
final class LocalPartsTest extends PartsContract {
  private final TrainableRegistry registry = TrainableRegistry.load();

  @Override
  PartHosting hosting() {
    return (spec, setup) -> HostedPart.start(spec, setup, registry, folder);
  }

  @Override
  String member(int bundle) {
    return "here";
  }
}
